package io.continuo.server.store;

import com.fasterxml.jackson.core.type.TypeReference;

import io.continuo.api.error.Problem;
import io.continuo.api.job.JobKind;
import io.continuo.api.job.JobState;
import io.continuo.api.job.StepView;
import io.continuo.server.domain.Job;

import org.jdbi.v3.core.statement.SqlStatement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Jobs with their steps. */
public final class JobStore {
    private static final TypeReference<List<StepView>> STEPS = new TypeReference<>() {};
    private static final TypeReference<Problem> PROBLEM = new TypeReference<>() {};
    private static final TypeReference<List<String>> OUTPUT = new TypeReference<>() {};

    private final Database database;

    public JobStore(Database database) {
        this.database = database;
    }

    public void insert(Job job) {
        database.jdbi()
                .useHandle(handle ->
                        bind(
                                        handle.createUpdate(
                                                "insert into job (id, kind, state,"
                                                        + " machine_id, machine, person,"
                                                        + " created_at, started_at, ended_at,"
                                                        + " steps, problem, output, request,"
                                                        + " cancelling) values (:id, :kind,"
                                                        + " :state, :machineId, :machine,"
                                                        + " :person, :created, :started,"
                                                        + " :ended, :steps, :problem, :output,"
                                                        + " :request, :cancelling)"),
                                        job)
                                .bind("kind", job.kind().name())
                                .bind("machineId", job.machineId())
                                .bind("machine", job.machine())
                                .bind("person", job.user())
                                .bind("created", Database.at(job.createdAt()))
                                .bind("request", job.request())
                                .execute());
    }

    public void update(Job job) {
        database.jdbi()
                .useHandle(handle ->
                        bind(
                                        handle.createUpdate(
                                                "update job set state = :state, started_at"
                                                        + " = :started, ended_at = :ended,"
                                                        + " steps = :steps, problem ="
                                                        + " :problem, output = :output,"
                                                        + " cancelling = :cancelling where id"
                                                        + " = :id"),
                                        job)
                                .execute());
    }

    public Optional<Job> find(String id) {
        return database.jdbi()
                .withHandle(handle ->
                        handle.createQuery("select * from job where id = :id")
                                .bind("id", id)
                                .map((row, context) -> job(row))
                                .findOne());
    }

    /** Those not ended, oldest first. */
    public List<Job> open() {
        return database.jdbi()
                .withHandle(handle ->
                        handle.createQuery(
                                        "select * from job where state in ('WAITING',"
                                                + " 'RUNNING') order by seq")
                                .map((row, context) -> job(row))
                                .list());
    }

    /**
     * Newest first.
     *
     * @param before id of a job; only older ones
     */
    public List<Job> newest(Optional<String> before, Optional<String> machineId, int limit) {
        String sql =
                "select * from job where true"
                        + (before.isPresent()
                                ? " and seq < coalesce((select seq from job where id = :before), 0)"
                                : "")
                        + (machineId.isPresent()
                                ? " and (machine_id = :machine or machine = :machine)"
                                : "")
                        + " order by seq desc limit :limit";
        return database.jdbi()
                .withHandle(handle -> {
                    var query = handle.createQuery(sql).bind("limit", limit);
                    before.ifPresent(id -> query.bind("before", id));
                    machineId.ifPresent(id -> query.bind("machine", id));
                    return query.map((row, context) -> job(row)).list();
                });
    }

    /** Forgets ended jobs that ended before a time. */
    public int prune(Instant before) {
        return database.jdbi()
                .withHandle(handle ->
                        handle.execute("delete from job where ended_at < ?", Database.at(before)));
    }

    private <S extends SqlStatement<S>> S bind(S statement, Job job) {
        return statement
                .bind("id", job.id())
                .bind("state", job.state().name())
                .bind("started", job.startedAt().map(Database::at).orElse(null))
                .bind("ended", job.endedAt().map(Database::at).orElse(null))
                .bind("steps", database.json(job.steps()))
                .bind("problem", job.problem().map(database::json).orElse(null))
                .bind("output", database.json(job.output()))
                .bind("cancelling", job.cancelling());
    }

    private Job job(ResultSet row) throws SQLException {
        return new Job(
                row.getString("id"),
                JobKind.valueOf(row.getString("kind")),
                JobState.valueOf(row.getString("state")),
                row.getString("machine_id"),
                row.getString("machine"),
                row.getString("person"),
                Database.instant(row.getTimestamp("created_at")),
                time(row, "started_at"),
                time(row, "ended_at"),
                database.read(row.getString("steps"), STEPS),
                Optional.ofNullable(row.getString("problem"))
                        .map(text -> database.read(text, PROBLEM)),
                database.read(row.getString("output"), OUTPUT),
                row.getString("request"),
                row.getBoolean("cancelling"));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }
}
