package io.continuo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.job.JobState;
import io.continuo.api.machine.CaptureKind;
import io.continuo.api.machine.Firmware;
import io.continuo.api.machine.Hardware;
import io.continuo.api.machine.KernelBoot;
import io.continuo.api.machine.Nic;
import io.continuo.api.machine.ProtectRequest;
import io.continuo.client.ContinuoClient;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a machine is started with is given, changed, forgotten, and survives a restart. */
class HardwareIsKeptTest {
    private static final Hardware WHOLE =
            new Hardware(
                    2,
                    1024,
                    Firmware.BIOS,
                    List.of(new Nic("52:54:00:12:34:56", "lan", Optional.of("10.0.0.5"))),
                    Optional.of(new KernelBoot("/boot/vmlinuz", "", "console=ttyS0")));

    @TempDir Path data;
    private ServerFixture fixture;
    private FakeComponent node;

    @BeforeEach
    void start() {
        fixture = new ServerFixture(data);
        node = fixture.node();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void it_is_given_with_the_protection_and_survives_a_restart() {
        ContinuoClient client = fixture.client();
        fixture.ended(
                client.protect(
                        new ProtectRequest(
                                "web-01",
                                List.of("/disks/web-01"),
                                "",
                                CaptureKind.NBD,
                                "",
                                List.of(),
                                Optional.of(WHOLE))),
                JobState.SUCCEEDED);
        node.silence();
        fixture.restart();
        assertThat(client.machine("web-01").hardware()).contains(WHOLE);
    }

    @Test
    void it_is_changed_and_forgotten() {
        ContinuoClient client = fixture.client();
        assertThat(fixture.protect("db-01").hardware()).isEmpty();
        assertThat(client.setHardware("db-01", Hardware.of(4, 256)).hardware())
                .contains(Hardware.of(4, 256));
        client.removeHardware("db-01");
        assertThat(client.machine("db-01").hardware()).isEmpty();
    }

    @Test
    void what_makes_no_machine_is_refused() {
        fixture.protect("app-01");
        Nic noAddress = new Nic("52:54", "lan", Optional.empty());
        Nic noNetwork = new Nic("", "../x", Optional.empty());
        Nic noIp = new Nic("", "lan", Optional.of("here"));
        KernelBoot noPath = new KernelBoot("vmlinuz", "", "");
        for (Hardware wrong :
                List.of(
                        Hardware.of(0, 512),
                        Hardware.of(65, 512),
                        Hardware.of(1, 0),
                        Hardware.of(1, Integer.MAX_VALUE),
                        with(noAddress),
                        with(noNetwork),
                        with(noIp),
                        new Hardware(1, 64, Firmware.BIOS, List.of(), Optional.of(noPath)),
                        new Hardware(1, 64, Firmware.UEFI, List.of(), WHOLE.kernel()))) {
            Problem problem =
                    catchThrowableOfType(
                                    ContinuoException.class,
                                    () -> fixture.client().setHardware("app-01", wrong))
                            .problem();
            assertThat(problem.code()).as(wrong.toString()).isEqualTo(ErrorCode.HARDWARE_INVALID);
            EveryRefusalTeachesTest.teaches(problem);
        }
        assertThat(fixture.client().machine("app-01").hardware()).isEmpty();
    }

    private static Hardware with(Nic nic) {
        return new Hardware(1, 64, Firmware.BIOS, List.of(nic), Optional.empty());
    }
}
