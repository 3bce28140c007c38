package dev.tenantry.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The machine in a line, since figures mean nothing without it. */
final class Machine {

    private Machine() {}

    static String describe() {
        return "%d × %s, %d GiB, %s %s, Java %s".formatted(Runtime.getRuntime().availableProcessors(), processor(),
                memory(),
                System.getProperty("os.name"), System.getProperty("os.version"), Runtime.version());
    }

    private static String processor() {
        return field("/proc/cpuinfo", "model name");
    }

    private static long memory() {
        var kibibytes = field("/proc/meminfo", "MemTotal").replaceAll("\\D", "");
        return kibibytes.isEmpty() ? 0 : Math.round(Long.parseLong(kibibytes) / 1024.0 / 1024.0);
    }

    private static String field(String file, String name) {
        if (Files.notExists(Path.of(file))) {
            return "unknown";
        }
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
