package io.continuo.simulation;

import static io.continuo.simulation.engine.PlantedBug.answered;
import static io.continuo.simulation.engine.PlantedBug.instead;
import static io.continuo.simulation.engine.PlantedBug.reversed;
import static io.continuo.simulation.engine.PlantedBug.without;

import io.continuo.simulation.engine.Circumstances;
import io.continuo.simulation.engine.PlantedBug;

import java.lang.classfile.CodeBuilder;
import java.util.List;

/** Mistakes somebody could make in the data plane; the simulation must find each. */
final class PlantedBugs {
    private PlantedBugs() {}

    /**
     * @param sought in what circumstances it is sought; others find it, too, but later
     */
    record Mistake(String name, Circumstances sought, List<PlantedBug> changes) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Mistake of(String name, Circumstances sought, PlantedBug... changes) {
        return new Mistake(name, sought, List.of(changes));
    }

    static List<Mistake> all() {
        return List.of(
                of(
                        "changes are acknowledged before they are synced",
                        Circumstances.KILLS,
                        without("journal.JournalWriter", "commit", "force")),
                of(
                        "a superblock is not synced",
                        Circumstances.PRUNING,
                        without("journal.SuperblockStore", "write", "force")),
                of(
                        "names of files are not synced",
                        Circumstances.KILLS,
                        without("journal.SegmentFactory", "create", "forceDirectory")),
                of(
                        "directories are not made durable",
                        Circumstances.KILLS,
                        instead("files.DurableDirectories", "sync", CodeBuilder::return_)),
                of(
                        "a region is written before it is marked active",
                        Circumstances.RESTS,
                        without("mobility.CapturedDisk", "write", "activate")),
                of(
                        "active regions are not synced",
                        Circumstances.RESTS,
                        without("mobility.ActivityLog", "store", "force")),
                of(
                        "regions rest though the disk was not synced",
                        Circumstances.RESTS,
                        without("mobility.DiskState", "settle", "sync"),
                        answered("mobility.DiskState", "restIfStill", "lastSequence", 0)),
                of(
                        "a flush does not reach the disk",
                        Circumstances.MIXED,
                        without("mobility.DiskState", "sync", "sync")),
                of(
                        "writing and logging are not one step",
                        Circumstances.OVERWRITES,
                        instead("mobility.RegionLocks", "lock", CodeBuilder::return_),
                        instead("mobility.RegionLocks", "unlock", CodeBuilder::return_)),
                of(
                        "forgotten changes leave no trace in the bitmap",
                        Circumstances.OVERWRITES,
                        without("mobility.ChangeLog", "change", "set")),
                of(
                        "a guest waits as long as the line is slow",
                        Circumstances.TIGHT,
                        instead("mobility.StallBudget", "spend", CodeBuilder::return_)),
                of(
                        "marks are made inside an epoch",
                        Circumstances.OVERWRITES,
                        instead(
                                "mobility.LogTail",
                                "consistentNow",
                                code -> code.iconst_1().ireturn())),
                of(
                        "the base is not synced before the journal goes",
                        Circumstances.PRUNING,
                        without("target.Folder", "step", "force")),
                of(
                        "after a failed sync the journal goes on as if nothing were",
                        Circumstances.PRUNING,
                        without("journal.Journal", "restart", "cut")),
                of(
                        "marks are answered before they are durable",
                        Circumstances.MIXED,
                        reversed("mobility.Marks", "durable", 2)),
                of(
                        "frames the target has are taken again",
                        Circumstances.MIXED,
                        reversed("journal.Journal", "append", 1)),
                of(
                        "trims are not logged as changes",
                        Circumstances.TIGHT,
                        answered("mobility.Slot", "changesDisk", "ordinal", 7)));
    }
}
