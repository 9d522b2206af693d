package io.continuo.server.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import io.continuo.api.Json;

import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import javax.sql.DataSource;

/** The server's database: an H2 file, migrated to this version when opened. */
public final class Database implements AutoCloseable {
    private static final String MODE =
            ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
                    + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0";
    private static final int CONNECTIONS = 8;

    private final HikariDataSource source;
    private final Jdbi jdbi;
    private final JsonMapper json = Json.mapper();

    private Database(HikariDataSource source) {
        this.source = source;
        this.jdbi = Jdbi.create(source);
    }

    public static Database open(DataDirectory directory) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:file:" + directory.file("continuo") + MODE);
        config.setUsername("continuo");
        config.setPassword("");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setPoolName("continuo");
        config.setExceptionOverride(new ClosedDatabase());
        HikariDataSource source = null;
        try {
            source = new HikariDataSource(config);
            Flyway.configure(Database.class.getClassLoader())
                    .dataSource(source)
                    .locations("classpath:io/continuo/server/store/migration")
                    .load()
                    .migrate();
            PrivateFiles.restrict(directory.file("continuo.mv.db"));
            return new Database(source);
        } catch (RuntimeException | java.io.IOException e) {
            if (source != null) {
                source.close();
            }
            throw DataDirectory.unusable(directory.root(), e).toException(e);
        }
    }

    /** For the scheduler, which brings its own SQL. */
    public DataSource dataSource() {
        return source;
    }

    /** Tasks a killed server had picked are free again: this server is the only one here. */
    public void releaseTasks() {
        jdbi.useHandle(handle ->
                handle.execute(
                        "update scheduled_tasks set picked = false, picked_by = null,"
                                + " last_heartbeat = null where picked"));
    }

    Jdbi jdbi() {
        return jdbi;
    }

    String json(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not writable as JSON: " + value.getClass(), e);
        }
    }

    <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database holds JSON that cannot be read", e);
        }
    }

    static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(Timestamp timestamp) {
        return timestamp.toInstant();
    }

    @Override
    public void close() {
        source.close();
    }
}
