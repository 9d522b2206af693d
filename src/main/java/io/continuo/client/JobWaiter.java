package io.continuo.client;

import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.job.JobView;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

final class JobWaiter {
    private static final Duration POLL = Duration.ofMillis(100);

    /** A server that starts again goes on with its jobs: waiting outlives so long an absence. */
    private static final Duration AWAY_LIMIT = Duration.ofSeconds(60);

    private JobWaiter() {}

    static JobView await(
            ContinuoClient client, JobView start, Duration limit, Consumer<JobView> onChange) {
        Instant deadline = Instant.now().plus(limit);
        Instant answered = Instant.now();
        JobView last = start;
        onChange.accept(last);
        while (!last.state().ended()) {
            if (Instant.now().isAfter(deadline)) {
                throw timedOut(last, limit).toException();
            }
            pause();
            try {
                JobView now = client.job(last.id());
                answered = Instant.now();
                if (!now.equals(last)) {
                    onChange.accept(now);
                }
                last = now;
            } catch (ContinuoException e) {
                boolean away = e.problem().code() == ErrorCode.SERVER_UNREACHABLE;
                if (!away || Instant.now().isAfter(answered.plus(AWAY_LIMIT))) {
                    throw e;
                }
            }
        }
        return last;
    }

    private static Problem timedOut(JobView last, Duration limit) {
        return Problem.of(
                ErrorCode.TIMED_OUT,
                "The job had not ended after " + limit.toSeconds() + " s.",
                "It still runs on the server.",
                "Follow it with: continuo jobs.",
                last.id());
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.of(
                            ErrorCode.CANCELLED,
                            "Waiting was interrupted.",
                            "The program stops.",
                            "Follow the job with: continuo jobs.")
                    .toException(e);
        }
    }
}
