package io.continuo.replication.consistency;

import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.machine.AppScripts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Runs a machine's own scripts, before and after. */
public final class ScriptQuiescer implements Quiescer {
    private static final int OUTPUT_SHOWN = 400;

    private final String machine;
    private final AppScripts scripts;

    public ScriptQuiescer(String machine, AppScripts scripts) {
        this.machine = machine;
        this.scripts = scripts;
    }

    /** The second script runs also when the first one failed half way. */
    @Override
    public Quiet quiesce() throws InterruptedException {
        try {
            run("pre", scripts.preScript());
        } catch (ContinuoException | InterruptedException e) {
            run("post", scripts.postScript());
            throw e;
        }
        return () -> run("post", scripts.postScript());
    }

    private void run(String phase, String script) throws InterruptedException {
        if (script.isEmpty()) {
            return;
        }
        Path file = Path.of(script);
        refuseUnsafe(phase, file);
        Path output = null;
        try {
            output = Files.createTempFile("continuo-script", ".out");
            ProcessBuilder builder = new ProcessBuilder(script);
            builder.environment().put("CONTINUO_MACHINE", machine);
            builder.environment().put("CONTINUO_PHASE", phase);
            builder.redirectErrorStream(true).redirectOutput(output.toFile());
            Process process = builder.start();
            process.getOutputStream().close();
            await(phase, script, process, output);
        } catch (IOException e) {
            throw failed(phase, script, "It could not be started: " + e.getMessage() + ".");
        } finally {
            delete(output);
        }
    }

    private void await(String phase, String script, Process process, Path output)
            throws InterruptedException, IOException {
        Duration limit = Duration.ofSeconds(scripts.timeoutSeconds());
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw failed(
                        phase,
                        script,
                        "It did not end within " + limit.toSeconds() + " s and was killed.");
            }
        } finally {
            // A child that holds an application still must not outlive its script.
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw failed(
                    phase, script, "It ended with " + process.exitValue() + said(output) + ".");
        }
    }

    private static String said(Path output) throws IOException {
        byte[] bytes = Files.readAllBytes(output);
        int from = Math.max(0, bytes.length - OUTPUT_SHOWN);
        String text = new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8).strip();
        return text.isEmpty() ? "" : " and said: " + text;
    }

    /** What anybody may write to is not run with the agent's rights. */
    private void refuseUnsafe(String phase, Path file) {
        if (!file.isAbsolute() || !Files.isRegularFile(file) || !Files.isExecutable(file)) {
            throw failed(phase, file.toString(), "It is missing, or not an executable file.");
        }
        try {
            if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_WRITE)) {
                throw failed(phase, file.toString(), "Everybody may write to it.");
            }
        } catch (UnsupportedOperationException e) {
            return;
        } catch (IOException e) {
            throw failed(phase, file.toString(), String.valueOf(e.getMessage()));
        }
    }

    private ContinuoException failed(String phase, String script, String cause) {
        return Problem.of(
                        ErrorCode.SCRIPT_FAILED,
                        "The " + phase + "-script of " + machine + " failed.",
                        script + ": " + cause,
                        "Run it by hand as the agent's user, put it right, and check with: continuo"
                                + " mark "
                                + machine
                                + " --app-consistent.",
                        machine,
                        script)
                .toException();
    }

    private static void delete(Path output) {
        if (output != null) {
            try {
                Files.deleteIfExists(output);
            } catch (IOException e) {
                // A leftover of some bytes in the temporary directory, which the system cleans.
            }
        }
    }
}
