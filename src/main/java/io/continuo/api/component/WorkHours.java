package io.continuo.api.component;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;

/**
 * Hours with a limit of their own, in the process server's local time.
 *
 * @param days on which they begin
 * @param from when they begin
 * @param to when they end; not after {@code from} means on the next day
 * @param bytesPerSecond the limit then; 0 for none
 */
public record WorkHours(List<DayOfWeek> days, LocalTime from, LocalTime to, long bytesPerSecond) {
    public WorkHours {
        days = days.stream().distinct().sorted().toList();
    }
}
