package chatlab.client.faults;

import com.sun.management.UnixOperatingSystemMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.OperatingSystemMXBean;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;

import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/// Reads the threads, file descriptors and heap of another JVM of the same user.
final class ResourceProbe implements AutoCloseable {
    private final JMXConnector connector;
    private final ThreadMXBean threads;
    private final MemoryMXBean memory;
    private final OperatingSystemMXBean system;

    /// @param threads all platform threads, without those that this probe needs
    /// @param descriptors open files and sockets; -1 if unknown
    /// @param heapBytes bytes in use after a garbage collection
    record Reading(long threads, long descriptors, long heapBytes) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d threads, %d descriptors, %.1f MB heap",
                    threads,
                    descriptors,
                    heapBytes / 1e6);
        }
    }

    @SuppressWarnings("BanJNDI") // the other end is a server that this process has started
    ResourceProbe(long pid) throws IOException {
        connector = JMXConnectorFactory.connect(new JMXServiceURL(address(pid)));
        var beans = connector.getMBeanServerConnection();
        threads = bean(beans, ThreadMXBean.class);
        memory = bean(beans, MemoryMXBean.class);
        system = bean(beans, UnixOperatingSystemMXBean.class, OperatingSystemMXBean.class);
    }

    private static String address(long pid) throws IOException {
        try {
            var machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return machine.startLocalManagementAgent();
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException("cannot attach to process " + pid, e);
        }
    }

    private static <T extends java.lang.management.PlatformManagedObject> T bean(
            MBeanServerConnection beans, Class<T> type) throws IOException {
        return ManagementFactory.getPlatformMXBean(beans, type);
    }

    /// The special bean if the other JVM has it, or else the general one.
    private static OperatingSystemMXBean bean(
            MBeanServerConnection beans,
            Class<UnixOperatingSystemMXBean> special,
            Class<OperatingSystemMXBean> general)
            throws IOException {
        try {
            return bean(beans, special);
        } catch (IllegalArgumentException _) {
            return bean(beans, general);
        }
    }

    Reading read() {
        memory.gc();
        return new Reading(
                Arrays.stream(threads.dumpAllThreads(false, false, 0))
                        .filter(thread -> !isOfTheProbe(thread.getThreadName()))
                        .count(),
                system instanceof UnixOperatingSystemMXBean unix
                        ? unix.getOpenFileDescriptorCount()
                        : -1,
                memory.getHeapMemoryUsage().getUsed());
    }

    private static boolean isOfTheProbe(String thread) {
        return thread.startsWith("RMI ")
                || thread.startsWith("JMX ")
                || thread.startsWith("Attach ");
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException _) {
            // The other JVM has ended first.
        }
    }
}
