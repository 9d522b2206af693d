package io.continuo.replication.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.continuo.api.Json;
import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.PointView;
import io.continuo.replication.stream.MarkInfo;
import io.continuo.replication.stream.Position;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a journal durably holds, and which moments of it can be recovered to (invariant 3). A mark
 * inside an epoch is no point, not even after the epoch ended: the disks were a mixture then. The
 * same goes for a stretch that changes were left out of because later ones stand for them.
 */
final class History {
    private final ObjectMapper json = Json.mapper();
    private final TreeMap<Long, StoredPoint> points = new TreeMap<>();
    private final Map<String, Landmark> unconfirmed = new HashMap<>();
    private Position durable;
    private Position consistent;
    private boolean insideEpoch;

    /** Where what was left out is made up for; 0 outside such a stretch. */
    private long wholeAt;

    private long lost = Long.MAX_VALUE;
    private long floor;
    private final List<Gap> gaps = new ArrayList<>();
    private final TreeMap<Long, Integer> layouts = new TreeMap<>();

    /**
     * A stretch that cannot be recovered to: an epoch, or one that changes were left out of.
     *
     * @param before the last consistent place, {@link Position#START} if there was none
     * @param until sequence of the first consistent place again; the highest number while that is
     *     not known
     * @param end a consistent place there or soon behind, or null while it goes on
     */
    record Gap(Position before, long until, Position end, boolean epoch) {
        static Gap ofEpoch(Position before) {
            return new Gap(before, Long.MAX_VALUE, null, true);
        }

        Gap ended(Position at) {
            return new Gap(before, Math.min(until, at.sequence()), at, epoch);
        }

        boolean holds(long sequence) {
            return before.sequence() < sequence && sequence < until;
        }

        String why() {
            return epoch
                    ? "An initial replication or a resync was under way at that time."
                    : "Of changes to the same place only the last came here of that time: the target"
                            + " had been away or slow, and the process server left out the others.";
        }
    }

    /**
     * @param durable the folded position
     * @param insideEpoch whether that lies inside an epoch
     * @param layout of the machine's disks there; 0 for the first
     */
    History(Position durable, boolean insideEpoch, int layout) {
        layouts.put(0L, layout);
        this.durable = durable;
        this.insideEpoch = insideEpoch;
        this.consistent = insideEpoch ? Position.START : durable;
        this.floor = durable.sequence();
        if (insideEpoch) {
            gaps.add(Gap.ofEpoch(Position.START));
        }
    }

    /** More is durable, up to {@code end}, with these landmarks on the way. */
    synchronized void advance(List<Landmark> landmarks, Position end) {
        for (Landmark landmark : landmarks) {
            pass(landmark);
        }
        reached(end);
        durable = end;
        if (!insideEpoch && wholeAt == 0 && end.sequence() < lost) {
            consistent = end;
        }
    }

    private void pass(Landmark landmark) {
        reached(landmark.before());
        switch (landmark.type()) {
            case EPOCH_BEGIN -> {
                if (!insideEpoch) {
                    gaps.add(Gap.ofEpoch(consistentBefore(landmark)));
                }
                insideEpoch = true;
                wholeAt = 0;
            }
            case EPOCH_END -> {
                if (insideEpoch && !gaps.isEmpty()) {
                    gaps.add(gaps.removeLast().ended(landmark.at()));
                }
                insideEpoch = false;
            }
            case SUPERSEDED -> {
                long until = Long.parseLong(landmark.text());
                if (!insideEpoch && until > wholeAt) {
                    gaps.add(new Gap(consistentBefore(landmark), until, null, false));
                    wholeAt = until;
                }
            }
            case MARK -> mark(landmark, info(landmark.text()));
            case WRITE, ZERO, TRIM, FLUSH, TICK -> {}
        }
    }

    /** The last consistent place before one that begins a gap, or makes one longer. */
    private Position consistentBefore(Landmark landmark) {
        if (wholeAt > 0) {
            return gaps.removeLast().before();
        }
        if (landmark.before().sequence() < lost) {
            consistent = landmark.before();
        }
        return landmark.before();
    }

    /** Whether what was left out has all been made up for there. */
    private void reached(Position place) {
        if (wholeAt > 0 && place.sequence() >= wholeAt) {
            gaps.add(gaps.removeLast().ended(place));
            wholeAt = 0;
        }
    }

    private void mark(Landmark landmark, MarkInfo info) {
        if (info.layout() != null) {
            layouts.put(landmark.at().sequence(), info.layout());
        } else if (!info.confirms().isEmpty()) {
            Landmark shared = unconfirmed.remove(info.confirms());
            if (shared != null) {
                offer(shared, info(shared.text()));
            }
        } else if (insideEpoch || wholeAt > 0) {
            return;
        } else if (!info.round().isEmpty()) {
            unconfirmed.put(info.round(), landmark);
        } else {
            offer(landmark, info);
        }
    }

    private void offer(Landmark landmark, MarkInfo info) {
        if (landmark.at().sequence() < lost) {
            points.put(
                    landmark.at().sequence(),
                    new StoredPoint(landmark.at(), point(landmark, info)));
        }
    }

    private static PointView point(Landmark landmark, MarkInfo info) {
        return new PointView(
                Long.toString(landmark.at().sequence()),
                info.timeMicros() > 0
                        ? Instant.EPOCH.plus(info.timeMicros(), ChronoUnit.MICROS)
                        : landmark.at().time(),
                info.kind(),
                info.label(),
                info.multiVm());
    }

    private MarkInfo info(String text) {
        try {
            return json.readValue(text, MarkInfo.class);
        } catch (JsonProcessingException e) {
            // The mark itself is durable and true; only its label cannot be read.
            return new MarkInfo(PointKind.CRASH, "", false);
        }
    }

    /** Points before {@code sequence} are no longer. */
    synchronized void forgetBefore(long sequence) {
        points.headMap(sequence).clear();
        unconfirmed.values().removeIf(mark -> mark.at().sequence() < sequence);
        floor = Math.max(floor, sequence);
        gaps.removeIf(gap -> gap.end() != null && gap.until() <= sequence);
    }

    /** Takes points off the list; what they were of stays in the journal. */
    synchronized void prune(Collection<Long> sequences) {
        sequences.forEach(points::remove);
    }

    /** The stretch of no consistency a place lies in, if it does. */
    synchronized Optional<Gap> gapAt(long sequence) {
        return gaps.stream().filter(gap -> gap.holds(sequence)).findFirst();
    }

    /** Whether a place is neither folded away nor damaged. */
    synchronized boolean holds(long sequence) {
        return sequence >= floor && sequence < lost && sequence <= durable.sequence();
    }

    /** Places before this sequence cannot be recovered to any more. */
    synchronized long floor() {
        return floor;
    }

    /** Changes from {@code sequence} on cannot all be read: what needs them is no longer. */
    synchronized void loseFrom(long sequence) {
        points.tailMap(sequence).clear();
        if (consistent.sequence() >= sequence) {
            consistent =
                    points.isEmpty() ? Position.START : points.lastEntry().getValue().position();
        }
        lost = Math.min(lost, sequence);
    }

    /** Layout of the machine's disks at a place; 0 for the first. */
    synchronized int layoutAt(long sequence) {
        return layouts.floorEntry(sequence).getValue();
    }

    synchronized Position durable() {
        return durable;
    }

    /** The newest durable place outside an epoch; {@link Position#START} if there is none. */
    synchronized Position consistent() {
        return consistent;
    }

    /** What is durable, or the place before the stretch under way that changes were left out of. */
    synchronized Position settled() {
        return wholeAt == 0 ? durable : gaps.getLast().before();
    }

    /** A place, or the one before the stretch it lies in that changes were left out of. */
    synchronized Position settled(Position place) {
        return gaps.stream()
                .filter(gap -> !gap.epoch() && gap.holds(place.sequence()))
                .map(Gap::before)
                .findFirst()
                .orElse(place);
    }

    synchronized boolean insideEpoch() {
        return insideEpoch;
    }

    /** Points, oldest first. */
    synchronized List<StoredPoint> points() {
        return new ArrayList<>(points.values());
    }

    /** The newest moment that can be recovered to, if there is one. */
    synchronized Optional<StoredPoint> latest() {
        if (consistent.sequence() == 0) {
            return Optional.empty();
        }
        return Optional.of(unmarked(consistent, PointKind.LATEST));
    }

    /** A place nobody marked. */
    static StoredPoint moment(Position at) {
        return unmarked(at, PointKind.MOMENT);
    }

    private static StoredPoint unmarked(Position at, PointKind kind) {
        return new StoredPoint(
                at, new PointView(Long.toString(at.sequence()), at.time(), kind, "", false));
    }
}
