package dev.tenantry.crm.timeline;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Which records something is about, of any kinds: on whose timelines it stands. */
public record Subjects(List<Subject> all) {

    /** A record. @param type its kind: {@code contact} */
    public record Subject(String type, Long id) {}

    public static Subjects of(String type, @Nullable Long id) {
        return new Subjects(List.of()).and(type, id);
    }

    /** @param id null: there is none of the kind */
    public Subjects and(String type, @Nullable Long id) {
        if (id == null) {
            return this;
        }
        var more = new ArrayList<>(all);
        more.add(new Subject(type, id));
        return new Subjects(List.copyOf(more));
    }
}
