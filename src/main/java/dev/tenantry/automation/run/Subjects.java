package dev.tenantry.automation.run;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.mail.NamedAddress;

/**
 * Whose texts may be in what a run or a step of it leaves behind, so that an erasure finds it: records that were read, made or
 * changed, as {@code contact/17}, and to whom was written, as {@code address/ada@example.test}.
 */
public final class Subjects {

    private static final List<String> ADDRESSES = List.of("to", "cc", "bcc", "replyTo");
    private static final Pattern ID = Pattern.compile("\\d{1,18}");

    private final Map<String, String> typesByReference;
    private final Set<String> keys = new LinkedHashSet<>();
    private final Set<String> read = new LinkedHashSet<>();

    /** @param typesByReference the types of records that there are, by the properties that name one */
    public Subjects(Map<String, String> typesByReference) {
        this.typesByReference = typesByReference;
    }

    /** What has been read may be deleted before anything is noted of it. */
    public void addRead(String kind, Long id) {
        read.add(kind + "/" + id);
        add(kind, id);
    }

    /** Those of what has been read, which is there no more where one of them is not: as {@code contact/17}. */
    public void addAll(Collection<String> others) {
        keys.addAll(others);
        others.stream().filter(this::isRecord).forEach(read::add);
    }

    private void add(String kind, Long id) {
        keys.add(kind + "/" + id);
    }

    /** The records that a run's input, or what a step has done, names in properties of its own: {@code contactId}. */
    public void addNamedIn(JsonNode data) {
        typesByReference.forEach((reference, type) -> {
            var id = data.path(reference).asString("");
            if (ID.matcher(id).matches()) {
                add(type, Long.valueOf(id));
            }
        });
    }

    /** The records that a step is about to do something to, and to whom it is about to write. */
    public void addActedOn(JsonNode prepared) {
        addNamedIn(prepared);
        for (var name : ADDRESSES) {
            var stated = prepared.path(name);
            (stated.isArray() ? stated.valueStream() : Stream.of(stated))
                    .map(one -> NamedAddress.bare(one.asString("")))
                    .filter(EmailAddress::isValid)
                    .forEach(address -> keys.add("address/" + EmailAddress.canonical(address)));
        }
    }

    /** From now on an erasure finds them: who has read them need not ask whether they are there still. */
    public void areNoted() {
        read.clear();
    }

    public String[] read() {
        return read.toArray(String[]::new);
    }

    /** The records among them, read or acted on. */
    public Set<String> records() {
        return keys.stream().filter(this::isRecord).collect(Collectors.toSet());
    }

    private boolean isRecord(String key) {
        return typesByReference.containsValue(key.replaceFirst("/.*", ""));
    }

    public String[] toArray() {
        return keys.toArray(String[]::new);
    }
}
