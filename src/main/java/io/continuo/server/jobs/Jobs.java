package io.continuo.server.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;

import io.continuo.api.Json;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.event.Update;
import io.continuo.api.job.JobKind;
import io.continuo.api.job.JobState;
import io.continuo.api.job.JobView;
import io.continuo.api.job.StepView;
import io.continuo.api.machine.Progress;
import io.continuo.server.domain.Ids;
import io.continuo.server.domain.Job;
import io.continuo.server.domain.Machine;
import io.continuo.server.events.UpdateHub;
import io.continuo.server.store.JobStore;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The jobs: those under way in memory and in the store, the ended ones in the store. */
public final class Jobs {
    private static final Duration KEEP_FOR = Duration.ofDays(90);

    private final JobStore store;
    private final UpdateHub hub;
    private final Clock clock;
    private final String user;
    private final Map<JobKind, JobScript> scripts = new EnumMap<>(JobKind.class);
    private final Map<String, Job> open = new ConcurrentHashMap<>();
    private volatile Consumer<String> schedule = id -> {};
    private volatile boolean stopping;

    public Jobs(JobStore store, UpdateHub hub, Clock clock, String user) {
        this.store = store;
        this.hub = hub;
        this.clock = clock;
        this.user = user;
        store.open().forEach(job -> open.put(job.id(), job));
    }

    public void add(JobScript script) {
        scripts.put(script.kind(), script);
    }

    /**
     * From now on started jobs are handed to {@code schedule}; so are those a former run of this
     * server left.
     */
    void scheduleWith(Consumer<String> schedule) {
        this.schedule = schedule;
        open.keySet().forEach(schedule);
    }

    public JobView start(JobKind kind, Machine machine, Object request) {
        return start(Ids.next("job"), kind, machine.id(), machine.name(), request);
    }

    /**
     * Starts a job that is not about one machine.
     *
     * @param id a new one of {@link Ids}
     * @param subjectId id of what it is about
     * @param subject its name
     */
    public JobView start(
            String id, JobKind kind, String subjectId, String subject, Object request) {
        String asked = json(request);
        Job job =
                new Job(
                        id,
                        kind,
                        JobState.WAITING,
                        subjectId,
                        subject,
                        user,
                        clock.instant(),
                        Optional.empty(),
                        Optional.empty(),
                        script(kind).stages(asked).stream()
                                .flatMap(stage -> stage.steps().stream())
                                .map(Jobs::waiting)
                                .toList(),
                        Optional.empty(),
                        List.of(),
                        asked,
                        false);
        store.insert(job);
        open.put(job.id(), job);
        tell(job);
        schedule.accept(job.id());
        return view(job);
    }

    /** A job under way, or any stored one. */
    public Job get(String id) {
        Job running = open.get(id);
        return running != null
                ? running
                : store.find(id)
                        .orElseThrow(() ->
                                Problem.of(
                                                ErrorCode.JOB_UNKNOWN,
                                                "There is no job " + id + ".",
                                                "No job has that id; old ones are"
                                                        + " forgotten after 90 days.",
                                                "List the jobs with: continuo jobs.",
                                                id)
                                        .toException());
    }

    public JobView view(Job job) {
        boolean cancellable =
                !job.state().ended()
                        && !job.cancelling()
                        && job.problem().isEmpty()
                        && !script(job.kind()).leaves(job.request()).isEmpty();
        return job.view(cancellable);
    }

    public List<JobView> newest(Optional<String> before, Optional<String> machineId, int limit) {
        return store.newest(before, machineId, limit).stream()
                .map(job -> view(open.getOrDefault(job.id(), job)))
                .toList();
    }

    public Collection<Job> running(String machineId) {
        return open.values().stream().filter(job -> job.machineId().equals(machineId)).toList();
    }

    public JobView cancel(String id) {
        Job job = get(id);
        if (!view(job).cancellable() && !job.cancelling()) {
            throw notCancellable(job).toException();
        }
        return view(change(id, Job::withCancelling));
    }

    /** Changes a job under way, in memory and in the store. */
    synchronized Job change(String id, UnaryOperator<Job> change) {
        Job changed = remember(id, change);
        store.update(changed);
        if (changed.state().ended()) {
            open.remove(id);
        }
        return changed;
    }

    void detail(String id, int step, String text) {
        if (!get(id).steps().get(step).detail().equals(text)) {
            remember(id, job -> job.withStep(step, withDetail(job.steps().get(step), text)));
        }
    }

    void progress(String id, int step, Progress progress) {
        if (!get(id).steps().get(step).progress().equals(Optional.of(progress))) {
            remember(id, job -> job.withStep(step, withProgress(job.steps().get(step), progress)));
        }
    }

    JobScript script(JobKind kind) {
        return scripts.get(kind);
    }

    boolean stopping() {
        return stopping;
    }

    void stop() {
        stopping = true;
    }

    public void prune() {
        store.prune(clock.instant().minus(KEEP_FOR));
    }

    private Job remember(String id, UnaryOperator<Job> change) {
        Job changed = open.computeIfPresent(id, (key, job) -> change.apply(job));
        if (changed == null) {
            return get(id);
        }
        tell(changed);
        return changed;
    }

    private void tell(Job job) {
        hub.publish(new Update.JobChanged(view(job)));
    }

    private static StepView waiting(Step step) {
        return new StepView(
                step.code(),
                step.subject(),
                JobState.WAITING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "");
    }

    private static StepView withDetail(StepView step, String text) {
        return new StepView(
                step.code(),
                step.subject(),
                step.state(),
                step.startedAt(),
                step.endedAt(),
                step.progress(),
                text);
    }

    private static StepView withProgress(StepView step, Progress progress) {
        return new StepView(
                step.code(),
                step.subject(),
                step.state(),
                step.startedAt(),
                step.endedAt(),
                Optional.of(progress),
                step.detail());
    }

    private static Problem notCancellable(Job job) {
        boolean ended = job.state().ended();
        return Problem.of(
                ErrorCode.JOB_NOT_CANCELLABLE,
                "The job " + job.id() + " cannot be cancelled.",
                ended
                        ? "It has ended: " + job.state() + "."
                        : "Stopping it half way would leave more behind than finishing it.",
                ended ? "There is nothing to stop." : "Wait for its end: continuo jobs.",
                job.id());
    }

    private static String json(Object request) {
        try {
            return Json.mapper().writeValueAsString(request);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
