package io.continuo.simulation;

import static io.continuo.simulation.engine.PlantedBug.answered;
import static io.continuo.simulation.engine.PlantedBug.instead;
import static io.continuo.simulation.engine.PlantedBug.reversed;
import static io.continuo.simulation.engine.PlantedBug.without;

import io.continuo.simulation.engine.PlantedBug;

import java.lang.classfile.CodeBuilder;
import java.util.List;

/** Mistakes somebody could make in the data plane; the simulation must find each. */
final class PlantedBugs {
    private PlantedBugs() {}

    /**
     * @param seed finds it, as the product is now; the search begins there
     */
    record Mistake(String name, long seed, List<PlantedBug> changes) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Mistake of(String name, long seed, PlantedBug... changes) {
        return new Mistake(name, seed, List.of(changes));
    }

    static List<Mistake> all() {
        return List.of(
                of(
                        "changes are acknowledged before they are synced",
                        5,
                        without("journal.JournalWriter", "commit", "force")),
                of(
                        "a superblock is not synced",
                        44,
                        without("journal.SuperblockStore", "write", "force")),
                of(
                        "names of files are not synced",
                        18,
                        without("journal.SegmentFactory", "create", "forceDirectory")),
                of(
                        "directories are not made durable",
                        11,
                        instead("files.DurableDirectories", "sync", CodeBuilder::return_)),
                of(
                        "a region is written before it is marked active",
                        64,
                        without("mobility.CapturedDisk", "write", "activate")),
                of(
                        "active regions are not synced",
                        64,
                        without("mobility.ActivityLog", "store", "force")),
                of(
                        "regions rest though the disk was not synced",
                        8,
                        without("mobility.DiskState", "settle", "sync"),
                        answered("mobility.DiskState", "restIfStill", "lastSequence", 0)),
                of(
                        "a flush does not reach the disk",
                        1,
                        without("mobility.DiskState", "sync", "sync")),
                of(
                        "writing and logging are not one step",
                        20_271,
                        instead("mobility.RegionLocks", "lock", CodeBuilder::return_),
                        instead("mobility.RegionLocks", "unlock", CodeBuilder::return_)),
                of(
                        "forgotten changes leave no trace in the bitmap",
                        15,
                        without("mobility.ChangeLog", "change", "set")),
                of(
                        "a guest waits as long as the line is slow",
                        23,
                        instead("mobility.StallBudget", "spend", CodeBuilder::return_)),
                of(
                        "marks are made inside an epoch",
                        11,
                        instead(
                                "mobility.LogTail",
                                "consistentNow",
                                code -> code.iconst_1().ireturn())),
                of(
                        "the base is not synced before the journal goes",
                        247,
                        without("target.Folder", "step", "force")),
                of(
                        "after a failed sync the journal goes on as if nothing were",
                        15,
                        without("journal.Journal", "restart", "cut")),
                of(
                        "marks are answered before they are durable",
                        1,
                        reversed("mobility.Marks", "durable", 2)),
                of(
                        "frames the target has are taken again",
                        1,
                        reversed("journal.Journal", "append", 1)),
                of(
                        "trims are not logged as changes",
                        4,
                        answered("mobility.Slot", "changesDisk", "ordinal", 7)));
    }
}
