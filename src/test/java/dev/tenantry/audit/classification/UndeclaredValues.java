package dev.tenantry.audit.classification;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/** Has each class of tests fail that writes entries of the audit log of which nobody has said in which columns their values are. */
public final class UndeclaredValues implements TestExecutionListener {

    /** What a test makes up for this very purpose. */
    static final String MADE_UP = ".madeUp";
    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

    @Override
    public void afterTestClass(TestContext context) {
        if (!context.hasApplicationContext()) {
            return;
        }
        var columns = context.getApplicationContext().getBeanProvider(AuditedColumns.class).getIfAvailable();
        var found = new TreeSet<>(columns == null ? Set.of() : columns.undeclared());
        found.removeIf(value -> value.endsWith(MADE_UP) || !TOLD.add(value));
        if (!found.isEmpty()) {
            throw new AssertionError("no line of src/main/resources/audit/resources.txt has " + found);
        }
    }
}
