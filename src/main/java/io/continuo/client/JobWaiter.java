package io.continuo.client;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.job.JobView;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

final class JobWaiter {
    private static final Duration POLL = Duration.ofMillis(100);

    private JobWaiter() {}

    static JobView await(
            ContinuoClient client, JobView start, Duration limit, Consumer<JobView> onChange) {
        Instant deadline = Instant.now().plus(limit);
        JobView last = start;
        onChange.accept(last);
        while (!last.state().ended()) {
            if (Instant.now().isAfter(deadline)) {
                throw Problem.of(
                                ErrorCode.TIMED_OUT,
                                "The job had not ended after " + limit.toSeconds() + " s.",
                                "It still runs on the server.",
                                "Follow it with: continuo jobs.",
                                last.id())
                        .toException();
            }
            pause();
            JobView now = client.job(last.id());
            if (!now.equals(last)) {
                onChange.accept(now);
            }
            last = now;
        }
        return last;
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
