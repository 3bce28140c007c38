package dev.tenantry.automation.definition;

import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.expression.Shapes;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.text.KnownNames;

/** Collects what is wrong with a document, each fault with its position: the first ones, for a person to read; of both kinds. */
public final class Faults {

    /** Of something that is named and not there: of a document from elsewhere it may be set later. */
    static final String UNRESOLVED = "unknown-reference";
    static final int MOST = 20;
    static final String FORBIDDEN = "forbidden";

    private final List<FieldError> errors;
    private final String position;
    private final Names names;

    Faults(List<FieldError> errors, String position, Names names) {
        this.errors = errors;
        this.position = position;
        this.names = names;
    }

    public Faults at(String property) {
        return new Faults(errors, position.isEmpty() ? property : position + "." + property, names);
    }

    public Faults at(int index) {
        return new Faults(errors, position + "[" + index + "]", names);
    }

    /** Whether it is of something that is named and not there, and all else is as it should be. */
    public static boolean isUnresolved(FieldError fault) {
        return fault.code().equals(UNRESOLVED);
    }

    public void add(String code, String message) {
        var isUnresolved = code.equals(UNRESOLVED);
        if (errors.stream().filter(error -> isUnresolved(error) == isUnresolved).count() < MOST) {
            errors.add(new FieldError(position, code, message));
        }
    }

    /**
     * Before it is looked whether there is what stands here: that is nobody's business who may not see such things, and is a fault whether
     * or not there is.
     *
     * @param permission to see it
     */
    public boolean maySee(String permission) {
        var caller = Caller.currentOrNull();
        var may = caller == null || caller.may(permission);
        if (!may) {
            add(FORBIDDEN, "this needs the permission " + permission);
        }
        return may;
    }

    /** Likewise, where what these steps come to can be named besides. @param types says what that is */
    Faults after(List<Step> steps, StepTypes types) {
        var members = new LinkedHashMap<String, Type>();
        steps.forEach(step -> members.put(step.id(),
                new Shapes.Members(Map.of("result", types.of(step.type()).rule().resultType(step)))));
        return new Faults(errors, position, names.knowing(Scope.STEPS, members));
    }

    /** Likewise, for the steps within one: what they call its item, where it has items. */
    Faults within(Step step) {
        var item = Nesting.item(step);
        if (item == null) {
            return this;
        }
        var roots = new LinkedHashMap<String, Type>();
        roots.put(item, names.ofItems(step.config().path("items")));
        roots.put(Nesting.INDEX, Integer.class);
        return new Faults(errors, position, names.knowing(roots));
    }

    /** Likewise, with a workflow's variables, but for those that nothing shows. */
    Faults with(Map<String, VariableType> variables) {
        return new Faults(errors, position,
                names.knowing(WorkflowDocument.VARIABLES, members(variables, type -> type != VariableType.SECRET)));
    }

    /** Likewise, where a root can be named that has these members, {@code {{unsubscribe.url}}}. */
    public Faults knowing(String root, Map<String, Type> members) {
        return new Faults(errors, position, names.knowing(root, members));
    }

    /** Likewise, where secrets can be named: {@code {{secrets.token}}}. */
    public Faults withSecrets(Step step) {
        return new Faults(errors, position,
                names.knowing("secrets", members(step.variables(), type -> type == VariableType.SECRET)));
    }

    private static Map<String, Type> members(Map<String, VariableType> variables, Predicate<VariableType> some) {
        var members = new LinkedHashMap<String, Type>();
        variables.forEach((name, type) -> {
            if (some.test(type)) {
                members.put(name, type.type());
            }
        });
        return members;
    }

    /** Forward only, so every run ends and comes to each step at most once. @param to as the step names it */
    public void forward(Step step, int to) {
        var end = step.places().end();
        if (to == StepIds.NOWHERE) {
            add("unknown", "no step that comes behind this one here has this id, but "
                    + KnownNames.like("", step.places().behind(step.index())));
        } else if (to <= step.index() || to > end) {
            add("out-of-range",
                    "runs go forward only: this leads from step " + step.index() + " to one of " + (step.index() + 1)
                            + " to " + end + ", where " + end + ", or " + StepIds.END + ", is the end");
        }
    }

    /** What is wrong with values of a record, each at its field below this. */
    public void addAll(List<FieldError> faults) {
        faults.forEach(fault -> at(fault.field()).add(fault.code(), fault.message()));
    }

    /** Checks a path, which may stand in the braces of a placeholder. */
    public void path(String path) {
        var fault = names.fault(path.strip());
        if (fault != null) {
            add("unknown", fault);
        }
    }

    /** Whether paths begin so already. */
    public boolean isKnown(String root) {
        return names.types().containsKey(root);
    }

    /** Checks the placeholders of every text in a tree. */
    public void templates(JsonNode tree) {
        if (tree.isString()) {
            var fault = Template.fault(tree.asString(), names);
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

    /** Where these stand. */
    String position() {
        return position;
    }

    /** What paths mean here. */
    Names names() {
        return names;
    }
}
