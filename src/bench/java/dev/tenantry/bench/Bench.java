package dev.tenantry.bench;

final class Bench {
    static void main(String... arguments) {
        System.out.println("java " + Runtime.version() + " " + System.getProperty("bench.directory"));
    }
}
