package io.continuo.replication.qemu;

import com.fasterxml.jackson.databind.JsonNode;

import io.continuo.platform.qemu.Qmp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What disks a running QEMU has, and which bitmaps are on them. */
final class BlockGraph {
    private final JsonNode devices;
    private final JsonNode nodes;

    private BlockGraph(JsonNode devices, JsonNode nodes) {
        this.devices = devices;
        this.nodes = nodes;
    }

    static BlockGraph of(Qmp qmp) throws IOException {
        return new BlockGraph(
                qmp.execute("query-block", Map.of()),
                qmp.execute("query-named-block-nodes", Map.of("flat", true)));
    }

    /**
     * A disk.
     *
     * @param name what it is called over restarts of QEMU
     * @param node its block node, which QEMU may have named itself
     */
    record Disk(String name, String node, long size, boolean readOnly) {}

    /** Bytes a bitmap marks, or that it is not there. */
    Optional<Long> marked(String node, String bitmap) {
        return bitmapsOf(node)
                .filter(one -> one.path("name").asText().equals(bitmap))
                .filter(one -> !one.path("inconsistent").asBoolean())
                .map(one -> one.path("count").asLong())
                .findFirst();
    }

    private Stream<JsonNode> bitmapsOf(String node) {
        return stream(nodes)
                .filter(one -> one.path("node-name").asText().equals(node))
                .flatMap(one -> stream(one.path("dirty-bitmaps")));
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** Names of nodes, those that build on others first. */
    List<String> named(Predicate<String> which) {
        return stream(nodes).map(one -> one.path("node-name").asText()).filter(which).toList();
    }

    /** Every disk the machine may write, in QEMU's order. */
    List<Disk> writable() {
        List<Disk> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (JsonNode device : devices) {
            Optional<Disk> disk = attached(device);
            if (disk.isPresent()
                    && !disk.get().readOnly()
                    && disk.get().size() > 0
                    && seen.add(disk.get().name())) {
                found.add(disk.get());
            }
        }
        return found;
    }

    /** A disk by what it is called: a device, the id of a device, or a block node. */
    Optional<Disk> find(String name) {
        for (JsonNode device : devices) {
            if (device.path("device").asText().equals(name)
                    || device.path("qdev").asText().equals(name)
                    || device.path("inserted").path("node-name").asText().equals(name)) {
                Optional<Disk> disk = attached(device);
                if (disk.isPresent()) {
                    return disk;
                }
            }
        }
        return stream(nodes)
                .filter(node -> node.path("node-name").asText().equals(name))
                .findFirst()
                .map(node -> disk(name, node));
    }

    private static Optional<Disk> attached(JsonNode device) {
        JsonNode node = device.path("inserted");
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        String given = device.path("device").asText();
        return Optional.of(disk(given.isEmpty() ? node.path("node-name").asText() : given, node));
    }

    private static Disk disk(String name, JsonNode node) {
        return new Disk(
                name,
                node.path("node-name").asText(),
                node.path("image").path("virtual-size").asLong(),
                node.path("ro").asBoolean());
    }
}
