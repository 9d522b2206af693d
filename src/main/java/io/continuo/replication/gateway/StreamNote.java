package io.continuo.replication.gateway;

import io.continuo.replication.stream.Position;

/**
 * What a process server must know of a stream to go on with its cache after a crash.
 *
 * @param durable what the target held when the cache was begun
 * @param consistent what could be recovered to then
 * @param sentUpTo what the target may hold beyond that
 * @param begins sequence of the first change in the cache as it was begun
 * @param passing whether changes behind the cache's end have gone to the target since
 */
record StreamNote(
        String machine,
        String masterTarget,
        Position durable,
        Position consistent,
        long sentUpTo,
        long begins,
        boolean passing) {}
