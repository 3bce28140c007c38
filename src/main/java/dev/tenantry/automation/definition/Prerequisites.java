package dev.tenantry.automation.definition;

import java.util.ArrayList;
import java.util.List;

/** Collects what the steps of a document cannot do without, each with the position that names it. */
public final class Prerequisites {

    private final List<Placed> all;
    private final String position;

    /** A prerequisite, and where the document names it. */
    record Placed(String position, Prerequisite prerequisite) {}

    Prerequisites() {
        this(new ArrayList<>(), "");
    }

    private Prerequisites(List<Placed> all, String position) {
        this.all = all;
        this.position = position;
    }

    public Prerequisites at(String property) {
        return new Prerequisites(all, position.isEmpty() ? property : position + "." + property);
    }

    public Prerequisites at(int index) {
        return new Prerequisites(all, position + "[" + index + "]");
    }

    public void add(Prerequisite prerequisite) {
        all.add(new Placed(position, prerequisite));
    }

    List<Placed> all() {
        return all;
    }
}
