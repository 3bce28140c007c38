package dev.tenantry.shared.listing;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

import org.hibernate.Hibernate;
import org.jspecify.annotations.Nullable;

/** How many bytes a value has in an answer, about: text may need six for a character. */
final class Weight {

    private static final int SMALL = 24;

    private Weight() {}

    static long of(@Nullable Object value) {
        return switch (value) {
            case null -> SMALL;
            case String text -> ofText(text);
            case Number _,Boolean _,Enum<?> _ -> SMALL;
            case Object[] array -> SMALL + Arrays.stream(array).mapToLong(Weight::of).sum();
            case Object lazy when !Hibernate.isInitialized(lazy) -> SMALL;
            case Collection<?> elements -> SMALL + elements.stream().mapToLong(Weight::of).sum();
            case Map<?, ?> members -> SMALL + members.entrySet()
                    .stream()
                    .mapToLong(member -> of(member.getKey()) + of(member.getValue()))
                    .sum();
            default -> ofText(value.toString());
        };
    }

    private static long ofText(String text) {
        var weight = (long) SMALL;
        for (var at = 0; at < text.length(); at++) {
            var character = text.charAt(at);
            weight += character < ' ' ? 6 : character < 0x80 ? 1 : 3;
        }
        return weight;
    }
}
