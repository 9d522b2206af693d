package io.continuo.platform.qemu;

import io.continuo.api.component.MachineRunView;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether a machine has booted, judged from outside. In order: its guest agent answers; it wrote to
 * its serial line and waits at a prompt, or has written and drawn nothing for a while; its screen
 * shows something and has not changed for longer.
 */
final class BootSigns {
    private static final Duration QUIET = Duration.ofSeconds(4);
    private static final Duration SETTLED = Duration.ofSeconds(8);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration AGENT = Duration.ofMillis(200);

    /** A blinking cursor and a clock are no change. */
    private static final double SMALL = 0.002;

    /** What SeaBIOS says where no disk has a boot sector. */
    private static final String NOTHING = "No bootable device";

    /** The last it says; a system that has drawn nothing since is still on its way. */
    private static final String HANDING_OVER = "Booting from";

    private final RunDirectory directory;
    private final Display display;
    private final SerialLog serial;
    private Optional<Picture> seen = Optional.empty();
    private long nextLook;
    private long screenSince;
    private long serialSince;
    private long serialSize;
    private boolean nothing;
    private boolean onItsWay;

    BootSigns(RunDirectory directory) {
        this.directory = directory;
        this.display = new Display(directory);
        this.serial = directory.serial();
    }

    /**
     * Looks once more; cheap if called often.
     *
     * @return why it counts as booted, once it does
     */
    Optional<String> look(ProcessMark process) throws IOException {
        long now = System.nanoTime();
        long size = serial.size();
        if (size != serialSize) {
            serialSize = size;
            serialSince = now;
        }
        if (size > 0 && serial.atPrompt()) {
            return Optional.of(MachineRunView.SERIAL);
        }
        if (now < nextLook) {
            return Optional.empty();
        }
        nextLook = now + LOOK.toNanos();
        if (agentAnswers(process)) {
            return Optional.of(MachineRunView.GUEST_AGENT);
        }
        lookAtScreen(process, now);
        return settled(now);
    }

    private Optional<String> settled(long now) {
        if (nothing || seen.isEmpty()) {
            return Optional.empty();
        }
        boolean still = now - screenSince > QUIET.toNanos();
        if (serialSize > 0 && still && now - serialSince > QUIET.toNanos()) {
            return Optional.of(MachineRunView.SERIAL);
        }
        return !seen.get().blank()
                        && !onItsWay
                        && serialSize == 0
                        && now - screenSince > SETTLED.toNanos()
                ? Optional.of(MachineRunView.SCREEN)
                : Optional.empty();
    }

    private void lookAtScreen(ProcessMark process, long now) throws IOException {
        try (Qmp monitor = Qmp.connect(directory.socket(RunDirectory.MONITOR, process))) {
            Picture picture = display.look(monitor);
            if (seen.isEmpty() || !seen.get().like(picture, SMALL)) {
                seen = Optional.of(picture);
                screenSince = now;
            }
            String last = picture.text() ? display.lastLine(monitor) : "";
            nothing = last.contains(NOTHING);
            onItsWay = last.startsWith(HANDING_OVER);
        }
    }

    /** Whether its firmware found nothing to start. */
    boolean nothingToBoot() {
        return nothing;
    }

    private boolean agentAnswers(ProcessMark process) {
        try (GuestAgent agent =
                GuestAgent.connect(directory.socket(RunDirectory.AGENT, process), AGENT)) {
            return agent != null;
        } catch (IOException e) {
            // No agent in it, or not yet.
            return false;
        }
    }
}
