package dev.tenantry.bench.probe;

import java.util.List;

/**
 * One exchange with the database: what a client sent before it waited for the answer.
 *
 * @param role the database role that the connection signed in as
 * @param statements the SQL of the statements run, in order
 */
public record Exchange(String role, List<String> statements) {
    public Exchange {
        statements = List.copyOf(statements);
    }

    @Override
    public String toString() {
        return role + ": " + String.join("; ", statements);
    }
}
