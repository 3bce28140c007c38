package dev.tenantry.audit.classification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** What the audit log is written about, as {@code audit/resources.txt} says it once of each resource. */
@Component
public class AuditedResources {

    private final Map<String, AuditedResource> resources = read();

    /** The permission that shows the values of entries about it, where the file states one. */
    public Optional<String> permission(String resource) {
        return find(resource).map(AuditedResource::permission);
    }

    /** Which rules entries about it are evidence for, whatever happened. */
    public Set<String> evidence(String resource) {
        return find(resource).map(AuditedResource::evidence).orElseGet(Set::of);
    }

    /** All that there is a line of. */
    public Set<String> names() {
        return resources.keySet()
                .stream()
                .filter(name -> !name.equals(AuditedResource.ALL))
                .collect(Collectors.toUnmodifiableSet());
    }

    Optional<AuditedResource> find(String resource) {
        return Optional.ofNullable(resources.get(resource));
    }

    private static Map<String, AuditedResource> read() {
        try {
            return new ClassPathResource("audit/resources.txt").getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(AuditedResource::parse)
                    .collect(Collectors.toUnmodifiableMap(AuditedResource::name, Function.identity()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
