package dev.tenantry.crm.imports.mapping;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.web.AssembledSchema;

/** All records that files can be imported to. One that is inconsistent fails the start. */
@Component
public class ImportTargets implements AssembledSchema {

    /** Where the API's description finds what they are called. */
    public static final String NAMES = "/crm/import-target.schema.json#";

    private final SortedMap<String, ImportTarget> byResource = new TreeMap<>();

    ImportTargets(List<ImportTarget> all) {
        for (var target : all) {
            if (byResource.put(target.resource(), target) != null) {
                throw new IllegalStateException("there are two import targets " + target.resource());
            }
        }
        all.forEach(this::check);
    }

    private void check(ImportTarget target) {
        for (var property : target.identifying()) {
            if (target.field(property).isEmpty()) {
                throw inconsistent(target, "is matched by " + property + ", which is none of its fields");
            }
        }
        for (var field : target.fields()) {
            var type = field.references();
            if (type != null && byResource.values().stream().noneMatch(other -> other.type().equals(type))) {
                throw inconsistent(target, "has the field " + field.name() + ", which refers to a " + type
                        + ", and that is no import target");
            }
        }
    }

    private static IllegalStateException inconsistent(ImportTarget target, String fault) {
        return new IllegalStateException(
                "the import target " + target.resource() + " (" + target.getClass().getName() + ") " + fault);
    }

    public List<ImportTarget> all() {
        return List.copyOf(byResource.values());
    }

    public List<String> names() {
        return List.copyOf(byResource.keySet());
    }

    /** @throws ProblemException 400 where there is none of the name */
    public ImportTarget named(String resource) {
        var target = byResource.get(resource);
        if (target == null) {
            throw ProblemException.malformed("target", "it is one of " + names());
        }
        return target;
    }

    /** The one of a kind of record. */
    ImportTarget ofType(String type) {
        return byResource.values().stream().filter(target -> target.type().equals(type)).findFirst().orElseThrow();
    }

    @Override
    public String path() {
        return NAMES.replace("#", "");
    }

    @Override
    public JsonNode content() {
        var schema = JsonNodeFactory.instance.objectNode().put("type", "string");
        names().forEach(schema.putArray("enum")::add);
        return schema;
    }
}
