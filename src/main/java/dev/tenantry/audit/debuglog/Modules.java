package dev.tenantry.audit.debuglog;

import java.util.SortedSet;
import java.util.TreeSet;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.stereotype.Component;

/** The parts of the application: the packages right below its own that anything of it is in. */
@Component
class Modules {

    private static final String APPLICATION = "dev.tenantry.";

    private final ListableBeanFactory beans;

    Modules(ListableBeanFactory beans) {
        this.beans = beans;
    }

    SortedSet<String> names() {
        var names = new TreeSet<String>();
        for (var name : beans.getBeanDefinitionNames()) {
            var type = beans.getType(name, false);
            if (type != null && type.getName().startsWith(APPLICATION)) {
                names.add(of(type.getName()));
            }
        }
        names.remove("");
        return names;
    }

    /** In which a logger is, or a class; empty: in none. */
    static String of(String name) {
        var end = name.indexOf('.', APPLICATION.length());
        return name.startsWith(APPLICATION) && end > 0 ? name.substring(APPLICATION.length(), end) : "";
    }
}
