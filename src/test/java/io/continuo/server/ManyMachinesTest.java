package io.continuo.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.component.ComponentRole;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.Direction;
import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.RoleState;
import io.continuo.api.machine.Scenario;
import io.continuo.server.domain.Component;
import io.continuo.server.domain.Machine;
import io.continuo.server.domain.MachineDisk;
import io.continuo.server.domain.Phase;
import io.continuo.server.store.ComponentStore;
import io.continuo.server.store.DataDirectory;
import io.continuo.server.store.Database;
import io.continuo.server.store.MachineStore;
import io.continuo.server.store.PolicyStore;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Ten thousand machines are listed whole, in order, and no machine twice. */
class ManyMachinesTest {
    private static final int COUNT = 10_000;

    @TempDir Path data;

    @Test
    void ten_thousand_machines_are_listed_page_by_page() {
        ConfigurationServer.start(ServerSettings.in(data).withPort(0)).close();
        fill();
        try (ServerFixture fixture = new ServerFixture(data)) {
            long start = System.nanoTime();
            List<MachineView> machines = fixture.client().machines();
            long millis = (System.nanoTime() - start) / 1_000_000;
            System.out.println(COUNT + " machines listed in " + millis + " ms");
            assertThat(machines).hasSize(COUNT);
            assertThat(machines).extracting(MachineView::name).isSorted().doesNotHaveDuplicates();
            assertThat(fixture.client().machine("M-00042").name()).isEqualTo("m-00042");
            assertThat(fixture.client().topology().machines()).hasSize(COUNT);
        }
    }

    private void fill() {
        try (DataDirectory directory = DataDirectory.open(data);
                Database database = Database.open(directory)) {
            new ComponentStore(database)
                    .insert(
                            new Component(
                                    "c",
                                    "node",
                                    List.of(ComponentRole.values()),
                                    "primary",
                                    "local",
                                    "1"));
            String policy = new PolicyStore(database).all().getFirst().id();
            new MachineStore(database)
                    .insert(IntStream.range(0, COUNT).mapToObj(i -> machine(i, policy)).toList());
        }
    }

    private static Machine machine(int i, String policy) {
        String name = "m-%05d".formatted(i);
        return new Machine(
                "id-" + i,
                name,
                Scenario.KVM_TO_SITE,
                policy,
                Direction.FORWARD,
                DataState.DELTA,
                "",
                RoleState.PROTECTED,
                Phase.PROTECTED,
                "stream-" + i,
                new Machine.Servers("c", "c", "c"),
                "key",
                true,
                true,
                List.of(new MachineDisk(0, "/disks/" + name, 1 << 20, "nbd://x/" + i)),
                Instant.now());
    }
}
