package io.continuo.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A load.
 *
 * @param rw fio's name for the pattern
 * @param block fio's block size
 * @param depth requests in flight
 */
record Fio(String rw, String block, int depth) {
    /**
     * What a run gave.
     *
     * @param iops requests a second
     * @param megabytes 10⁶ bytes a second
     * @param p50 microseconds, as the others, from submission to completion
     */
    record Result(double iops, double megabytes, double p50, double p99, double p999) {}

    /** How to reach a disk: over NBD, or if its address is a path, as a device. */
    static List<String> engine(String address) {
        return address.startsWith("/")
                ? List.of("--ioengine=libaio", "--direct=1", "--filename=" + address)
                : List.of("--ioengine=nbd", "--uri=" + address);
    }

    /**
     * @param uri or the path of a device
     */
    Result run(String uri, int seconds) throws IOException {
        List<String> command = new ArrayList<>(List.of("fio", "--name=bench"));
        command.addAll(engine(uri));
        command.addAll(List.of("--rw=" + rw, "--bs=" + block, "--iodepth=" + depth));
        command.addAll(List.of("--time_based", "--runtime=" + seconds, "--norandommap"));
        command.addAll(List.of("--randrepeat=0", "--output-format=json"));
        String printed = Programs.run(command.toArray(String[]::new));
        JsonNode job =
                new ObjectMapper()
                        .readTree(printed.substring(printed.indexOf('{')))
                        .path("jobs")
                        .path(0)
                        .path(rw.endsWith("write") ? "write" : "read");
        JsonNode latency = job.path("clat_ns").path("percentile");
        return new Result(
                job.path("iops").asDouble(),
                job.path("bw_bytes").asDouble() / 1e6,
                latency.path("50.000000").asDouble() / 1000,
                latency.path("99.000000").asDouble() / 1000,
                latency.path("99.900000").asDouble() / 1000);
    }
}
