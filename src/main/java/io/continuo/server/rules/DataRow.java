package io.continuo.server.rules;

import io.continuo.api.machine.DataState;

/** What a data state means for a failover that is to lose nothing. */
public record DataRow(DataState state, Flow flow) {}
