package io.continuo.api.machine;

/**
 * A machine that is started with a kernel instead of from its first disk.
 *
 * @param kernel absolute path of the kernel, at the component that starts the machine
 * @param initrd absolute path of its initial file system; empty for none
 * @param commandLine what the kernel is told
 */
public record KernelBoot(String kernel, String initrd, String commandLine) {
    public KernelBoot {
        kernel = kernel == null ? "" : kernel;
        initrd = initrd == null ? "" : initrd;
        commandLine = commandLine == null ? "" : commandLine;
    }
}
