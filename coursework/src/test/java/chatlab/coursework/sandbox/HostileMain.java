package chatlab.coursework.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Attacks of code that got past the permitted API. The test runs them inside a sandbox.
///
/// Prints DONE and its loot if an attack succeeds.
final class HostileMain {
    private HostileMain() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "read" -> System.out.println("DONE " + Files.readString(Path.of(arguments[1])));
            case "write" -> {
                Files.writeString(Path.of(arguments[1]), "was here");
                System.out.println("DONE");
            }
            case "connect" -> {
                var address =
                        new InetSocketAddress(
                                InetAddress.getAllByName(arguments[1])[0],
                                Integer.parseInt(arguments[2]));
                try (var socket = new Socket()) {
                    socket.connect(address, 3_000);
                    System.out.println("DONE " + socket);
                }
            }
            case "resolve" ->
                    System.out.println("DONE " + InetAddress.getAllByName("example.org")[0]);
            case "environment" -> System.out.println("DONE " + System.getenv());
            case "processes" -> System.out.println("DONE " + processes());
            case "attach" -> System.out.println("DONE " + disableAttach());
            case "forge" -> forge();
            case "fork" -> fork();
            case "threads" -> threads();
            case "heap" -> heap();
            case "disk" -> disk();
            case "spin" -> spin();
            case "print" -> print();
            case "stay" -> stay();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static List<String> processes() throws IOException {
        try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
            return entries.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("\\d+"))
                    .toList();
        }
    }

    /// Lets a child write to the pipes of all processes that it sees but its own.
    private static void forge() throws Exception {
        var script = "for p in /proc/[0-9]*; do [ $p = /proc/$$ ] || echo FORGED > $p/fd/1; done";
        new ProcessBuilder("sh", "-c", script)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        System.out.println("END");
    }

    private static boolean disableAttach() {
        return java.lang.management.ManagementFactory.getRuntimeMXBean()
                .getInputArguments()
                .contains("-XX:+DisableAttachMechanism");
    }

    /// Starts as many processes as it can.
    private static void fork() {
        int count = 0;
        try {
            for (; count < 5_000; count++) new ProcessBuilder("sleep", "60").start();
        } catch (IOException | OutOfMemoryError e) {
            System.out.println("STOPPED after " + count);
            Runtime.getRuntime().halt(0);
        }
    }

    private static void threads() {
        int count = 0;
        try {
            for (; count < 50_000; count++) Thread.ofPlatform().start(HostileMain::sleep);
        } catch (OutOfMemoryError e) {
            System.out.println("STOPPED after " + count);
            Runtime.getRuntime().halt(0);
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void heap() {
        var all = new ArrayList<byte[]>();
        try {
            while (all.size() < 10_000) all.add(new byte[1 << 20]);
        } catch (OutOfMemoryError e) {
            int megabytes = all.size();
            all.clear();
            System.out.println("STOPPED after " + megabytes);
        }
    }

    private static void disk() throws IOException {
        long written = 0;
        try {
            for (int i = 0; i < 1_000; i++) {
                Files.write(Path.of("/tmp", "bomb" + i), new byte[8 << 20]);
                written += 8;
            }
        } catch (IOException e) {
            System.out.println("STOPPED after " + written);
        }
    }

    private static void spin() {
        while (System.nanoTime() != 0) Thread.onSpinWait();
    }

    private static void print() {
        var line = "PASS ".repeat(1_000);
        while (System.nanoTime() != 0) System.out.println(line);
    }

    /// Leaves processes behind that refuse to end.
    private static void stay() throws IOException {
        Runtime.getRuntime().addShutdownHook(new Thread(HostileMain::spin));
        Thread.ofPlatform().start(HostileMain::spin);
        new ProcessBuilder("sh", "-c", "setsid sleep 300 & setsid nohup sleep 300").start();
        System.out.println("DONE");
        System.exit(0);
    }
}
