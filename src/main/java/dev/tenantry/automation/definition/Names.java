package dev.tenantry.automation.definition;

import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.expression.Shapes;
import dev.tenantry.shared.template.TemplateNames;
import dev.tenantry.shared.text.KnownNames;

/** The paths that mean something in a workflow: where they may begin, and what they lead to as far as that is known. */
final class Names implements TemplateNames {

    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_-]{1,200}");
    private static final int LONGEST = 200;
    private static final int DEEPEST = 10;

    private static final String ITEM = ".";
    /** What a section tells of its item, besides what the item has. */
    private static final Set<String> OF_ITEMS = Set.of(ITEM, "-index", "-first", "-last");
    /** Mustache's other name of the item. */
    private static final String THIS = "this";
    private static final String TRIGGER = "trigger";
    private static final String CHANGES = "changes";
    private static final String CHANGE = TRIGGER + "." + CHANGES + ".";
    /** How many names it takes at least to say which field's value before or after: {@code trigger.changes.stage.after}. */
    private static final int CHANGED = 3;

    private final Map<String, Type> roots;
    private final @Nullable Type changing;
    private final @Nullable Type item;

    Names(Map<String, Type> roots) {
        this(roots, null);
    }

    /** @param changing the record whose fields an event can tell a change of; null where that is not known */
    Names(Map<String, Type> roots, @Nullable Type changing) {
        this(roots, changing, null);
    }

    /** @param item of the section of a text that these are within; null where they are within none */
    private Names(Map<String, Type> roots, @Nullable Type changing, @Nullable Type item) {
        this.roots = new LinkedHashMap<>(roots);
        this.changing = changing;
        this.item = item;
    }

    /** The names of the section's item come before the others. */
    @Override
    public Names within(String section) {
        var type = section.equals(ITEM) && item != null ? item : typeOf(section);
        var one = Shapes.kind(type) == Shapes.Kind.LIST ? member(type, "0") : type;
        var inner = new LinkedHashMap<>(roots);
        Shapes.names(one).forEach(name -> inner.put(name, member(one, name)));
        return new Names(inner, changing, one);
    }

    /** Only these roots of them. */
    Names under(List<String> some) {
        var fewer = new LinkedHashMap<>(roots);
        fewer.keySet().retainAll(some);
        return new Names(fewer, changing);
    }

    /** Besides, a root that has these members and no others. */
    Names knowing(String root, Map<String, Type> members) {
        var more = new LinkedHashMap<>(roots);
        more.put(root, new Shapes.Members(members));
        return new Names(more, changing);
    }

    /** Besides, these roots. */
    Names knowing(Map<String, Type> others) {
        var more = new LinkedHashMap<>(roots);
        more.putAll(others);
        return new Names(more, changing);
    }

    /** Why the path means nothing; null where it may. */
    @Override
    public @Nullable String fault(String path) {
        if (item != null && OF_ITEMS.contains(path)) {
            return null;
        }
        if (path.length() > LONGEST) {
            return "a path has at most " + LONGEST + " characters";
        }
        var names = path.split("\\.", -1);
        if (names.length > DEEPEST) {
            return "a path has at most " + DEEPEST + " names";
        }
        for (var name : names) {
            if (!SEGMENT.matcher(name).matches()) {
                return "this is not a path such as contact.name";
            }
        }
        if (path.startsWith(CHANGE) && changing != null && Shapes.member(changing, names[2]) == null) {
            return "nothing is told of a change of " + names[2] + ", but of one of "
                    + KnownNames.like(names[2], Shapes.names(changing));
        }
        if (roots.containsKey(names[0])) {
            return unknown(names);
        }
        return item != null && Shapes.kind(item) == Shapes.Kind.ANYTHING && !names[0].equals(THIS)
                ? null
                : "a path begins with one of " + KnownNames.like(names[0], roots.keySet());
    }

    /** Of a path that is no fault. */
    Type typeOf(String path) {
        var names = path.split("\\.");
        var record = changing;
        return record != null && path.startsWith(CHANGE) && names.length > CHANGED
                // What the record shows under the name is what it showed before, and shows after.
                ? follow(member(record, names[CHANGED - 1]), names, CHANGED + 1)
                : follow(roots.getOrDefault(names[0], Shapes.ANYTHING), names, 1);
    }

    /** What is known of the items of a list, which is named by its path: what they have, but not what that is. */
    Type ofItems(JsonNode list) {
        var path = Template.whole(list.asString(""));
        if (fault(path) != null || Shapes.kind(typeOf(path)) != Shapes.Kind.LIST) {
            return Shapes.ANYTHING;
        }
        var names = Shapes.names(member(typeOf(path), "0"));
        return names.isEmpty() ? Shapes.ANYTHING : Shapes.Members.named(names);
    }

    /** What each root is. */
    Map<String, Type> types() {
        var types = new LinkedHashMap<String, Type>();
        roots.keySet().forEach(root -> types.put(root, rootType(root)));
        return types;
    }

    /** What a root is, with what is known of the fields that an event tells a change of. */
    Type rootType(String root) {
        var type = roots.getOrDefault(root, Shapes.ANYTHING);
        if (changing == null || !root.equals(TRIGGER) || Shapes.member(type, CHANGES) == null) {
            return type;
        }
        var members = members(type);
        var changes = members(changing);
        changes.replaceAll((_, field) -> new Shapes.Members(Map.of("before", field, "after", field)));
        members.put(CHANGES, new Shapes.Members(changes));
        return new Shapes.Members(members);
    }

    private static Map<String, Type> members(Type type) {
        var members = new LinkedHashMap<String, Type>();
        Shapes.names(type).forEach(name -> members.put(name, member(type, name)));
        return members;
    }

    private static Type follow(Type type, String[] names, int from) {
        var reached = type;
        for (var index = from; index < names.length; index++) {
            reached = member(reached, names[index]);
        }
        return reached;
    }

    private static Type member(Type type, String name) {
        var member = Shapes.member(type, name);
        return member == null ? Shapes.ANYTHING : member;
    }

    private @Nullable String unknown(String[] names) {
        var type = roots.getOrDefault(names[0], Shapes.ANYTHING);
        for (var index = 1; index < names.length; index++) {
            var member = Shapes.member(type, names[index]);
            if (member == null) {
                var known = Shapes.names(type);
                return "there is no " + names[index] + " in " + names[index - 1]
                        + (known.isEmpty() ? "" : ", which has " + KnownNames.like(names[index], known));
            }
            type = member;
        }
        return null;
    }
}
