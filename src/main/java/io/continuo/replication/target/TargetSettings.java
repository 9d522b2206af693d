package io.continuo.replication.target;

import io.continuo.replication.journal.FrameCache;
import io.continuo.replication.journal.JournalFiles;

import java.util.Optional;

/** What all replicas of a master target share. */
record TargetSettings(
        ViewExports exports,
        JournalFiles files,
        FrameCache cache,
        Optional<LinuxHoles> holes,
        VolumeWatch volume) {}
