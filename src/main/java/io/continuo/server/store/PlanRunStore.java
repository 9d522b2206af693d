package io.continuo.server.store;

import com.fasterxml.jackson.core.type.TypeReference;

import io.continuo.server.domain.PlanRun;

import java.util.List;
import java.util.Optional;

/** Runs of recovery plans. */
public final class PlanRunStore {
    private static final TypeReference<PlanRun> RUN = new TypeReference<>() {};

    private final Database database;

    public PlanRunStore(Database database) {
        this.database = database;
    }

    public void insert(PlanRun run) {
        database.jdbi()
                .useHandle(handle ->
                        handle.createUpdate(
                                        "insert into plan_run (id, plan_id, ended, run) values"
                                                + " (:id, :plan, :ended, :run)")
                                .bind("id", run.id())
                                .bind("plan", run.planId())
                                .bind("ended", !run.open())
                                .bind("run", database.json(run))
                                .execute());
    }

    public void update(PlanRun run) {
        database.jdbi()
                .useHandle(handle ->
                        handle.createUpdate(
                                        "update plan_run set ended = :ended, run = :run where id"
                                                + " = :id")
                                .bind("id", run.id())
                                .bind("ended", !run.open())
                                .bind("run", database.json(run))
                                .execute());
    }

    public List<PlanRun> open() {
        return database.jdbi()
                .withHandle(handle ->
                        handle.createQuery(
                                        "select run from plan_run where ended = false order by seq")
                                .map((row, context) -> database.read(row.getString("run"), RUN))
                                .list());
    }

    public Optional<PlanRun> find(String id) {
        return database.jdbi()
                .withHandle(handle ->
                        handle.createQuery("select run from plan_run where id = :id")
                                .bind("id", id)
                                .map((row, context) -> database.read(row.getString("run"), RUN))
                                .findOne());
    }

    /** Newest first. */
    public List<PlanRun> newest(String planId, int limit) {
        return database.jdbi()
                .withHandle(handle ->
                        handle.createQuery(
                                        "select run from plan_run where plan_id = :plan order by"
                                                + " seq desc limit :limit")
                                .bind("plan", planId)
                                .bind("limit", limit)
                                .map((row, context) -> database.read(row.getString("run"), RUN))
                                .list());
    }
}
