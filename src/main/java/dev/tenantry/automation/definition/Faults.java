package dev.tenantry.automation.definition;

import java.util.List;

import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.problem.FieldError;

/** Collects what is wrong with a document, each fault with its position. */
public final class Faults {

    private final List<FieldError> errors;
    private final String position;

    Faults(List<FieldError> errors, String position) {
        this.errors = errors;
        this.position = position;
    }

    public Faults at(String property) {
        return new Faults(errors, position.isEmpty() ? property : position + "." + property);
    }

    public Faults at(int index) {
        return new Faults(errors, position + "[" + index + "]");
    }

    public void add(String code, String message) {
        errors.add(new FieldError(position, code, message));
    }

    /** Checks the placeholders of every text in a tree. */
    public void templates(JsonNode tree) {
        if (tree.isString()) {
            var fault = Template.fault(tree.asString());
            if (fault != null) {
                add("invalid-template", fault);
            }
        } else if (tree.isArray()) {
            for (var index = 0; index < tree.size(); index++) {
                at(index).templates(tree.path(index));
            }
        } else {
            tree.properties().forEach(property -> at(property.getKey()).templates(property.getValue()));
        }
    }
}
