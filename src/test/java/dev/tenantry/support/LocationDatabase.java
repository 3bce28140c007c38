package dev.tenantry.support;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.tenantry.shared.network.IpRange;

/** Writes a file of locations in MaxMind's format: a binary tree of prefixes, whose leaves lead to values. */
public final class LocationDatabase {

    private static final int TEXT = 2;
    private static final int DOUBLE = 3;
    private static final int UINT16 = 5;
    private static final int UINT32 = 6;
    private static final int MAP = 7;
    private static final int UINT64 = 9;
    private static final int ARRAY = 11;
    private static final byte[] MARKER = {(byte) 0xab, (byte) 0xcd, (byte) 0xef};

    private final List<Object[]> nodes = new ArrayList<>(List.<Object[]>of(new Object[2]));
    private final ByteArrayOutputStream values = new ByteArrayOutputStream();

    private record Leaf(int offset) {}

    /** The places of the suite: Munich, somewhere in the United States, Japan in the form that has but two letters, and a network of Germany's in IPv6. */
    public static byte[] ofSuite() {
        return new LocationDatabase()
                .put("203.0.113.0/25",
                        Map.of("country", Map.of("iso_code", "DE"), "subdivisions", List.of(Map.of("iso_code", "BY")),
                                "city", Map.of("names", Map.of("en", "Munich")), "location",
                                map("latitude", 48.137, "longitude", 11.575)))
                .put("203.0.113.128/25",
                        Map.of("country", Map.of("iso_code", "US"), "location",
                                map("latitude", 37.751, "longitude", -97.822)))
                .put("198.51.100.0/24", Map.of("country_code", "JP"))
                .put("2001:db8:de::/48", Map.of("country", Map.of("iso_code", "DE")))
                .bytes();
    }

    public LocationDatabase put(String range, Map<String, ?> value) {
        var offset = values.size();
        write(values, value);
        var network = IpRange.parse(range);
        var address = new byte[16];
        var raw = network.first().inet().getAddress();
        System.arraycopy(raw, 0, address, 16 - raw.length, raw.length);
        var length = network.length() + 8 * (16 - raw.length);
        var node = nodes.getFirst();
        for (var bit = 0; bit < length; bit++) {
            var side = address[bit / 8] >> 7 - bit % 8 & 1;
            if (bit == length - 1) {
                node[side] = new Leaf(offset);
            } else {
                if (node[side] == null) {
                    nodes.add(new Object[2]);
                    node[side] = nodes.size() - 1;
                }
                node = nodes.get((Integer) node[side]);
            }
        }
        return this;
    }

    public byte[] bytes() {
        var file = new ByteArrayOutputStream();
        for (var node : nodes) {
            for (var side : node) {
                var record = switch (side) {
                    case null -> nodes.size();
                    case Leaf leaf -> nodes.size() + 16 + leaf.offset;
                    default -> (Integer) side;
                };
                file.writeBytes(new byte[]{(byte) (record >> 16), (byte) (record >> 8), (byte) (int) record});
            }
        }
        file.writeBytes(new byte[16]);
        file.writeBytes(values.toByteArray());
        file.writeBytes(MARKER);
        file.writeBytes("MaxMind.com".getBytes(StandardCharsets.US_ASCII));
        write(file, map("node_count", (long) nodes.size(), "record_size", (short) 24, "ip_version", (short) 6,
                "database_type", "Tenantry-Test-City", "languages", List.of("en"), "binary_format_major_version",
                (short) 2,
                "binary_format_minor_version", (short) 0, "build_epoch", BigInteger.valueOf(1_700_000_000L),
                "description",
                Map.of("en", "Places of a test")));
        return file.toByteArray();
    }

    private static Map<String, Object> map(Object... namesAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (var place = 0; place < namesAndValues.length; place += 2) {
            map.put((String) namesAndValues[place], namesAndValues[place + 1]);
        }
        return map;
    }

    private static void write(ByteArrayOutputStream out, Object value) {
        switch (value) {
            case String text -> {
                var bytes = text.getBytes(StandardCharsets.UTF_8);
                control(out, TEXT, bytes.length);
                out.writeBytes(bytes);
            }
            case Double number -> {
                control(out, DOUBLE, 8);
                out.writeBytes(ByteBuffer.allocate(8).putDouble(number).array());
            }
            case Short number -> {
                control(out, UINT16, 2);
                out.writeBytes(ByteBuffer.allocate(2).putShort(number).array());
            }
            case Long number -> {
                control(out, UINT32, 4);
                out.writeBytes(ByteBuffer.allocate(4).putInt(number.intValue()).array());
            }
            case BigInteger number -> {
                control(out, UINT64, 8);
                out.writeBytes(ByteBuffer.allocate(8).putLong(number.longValue()).array());
            }
            case Map<?, ?> map -> {
                control(out, MAP, map.size());
                // In one order, so that a file is the same each time.
                map.entrySet()
                        .stream()
                        .sorted((one, other) -> one.getKey().toString().compareTo(other.getKey().toString()))
                        .forEach(entry -> {
                            write(out, entry.getKey());
                            write(out, entry.getValue());
                        });
            }
            case List<?> list -> {
                control(out, ARRAY, list.size());
                list.forEach(element -> write(out, element));
            }
            default -> throw new IllegalArgumentException("no such value: " + value);
        }
    }

    private static void control(ByteArrayOutputStream out, int type, int size) {
        var written = Math.min(size, 29);
        out.write(type < 8 ? type << 5 | written : written);
        if (type > 7) {
            out.write(type - 7);
        }
        if (written == 29) {
            out.write(size - 29);
        }
    }
}
