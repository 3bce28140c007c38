package dev.tenantry.isolation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.tenantry.support.IntegrationTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Part 3, one floor below: the functions that work beyond row security, called with what is another's. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DefinerFunctionTests {

    private static final List<String> IDS = List.of("uuid", "bigint", "integer");

    /** @param types of its arguments, in their order */
    private record Function(String name, List<String> types) {}

    private Neighbours neighbours;
    private Prober prober;
    private List<Function> functions;
    /** Of the other's, by type. */
    private Map<String, Set<String>> ids;
    private Map<String, String> untouched;
    private int calls;

    @BeforeAll
    void open(@LocalServerPort int port) throws Exception {
        neighbours = new Neighbours(port);
        prober = new Prober(neighbours.sql());
        neighbours.settledDigests();
        ids = IDS.stream().collect(Collectors.toMap(type -> type, type -> neighbours.other.ids(type)));
        untouched = neighbours.tables().stream().collect(Collectors.toMap(Table::name, this::fingerprint));
        functions = neighbours.sql()
                .query("""
                select p.oid::regproc::text, array(select format_type(t, null) from unnest(p.proargtypes) as t)
                from pg_proc p join our_function f on f.oid = p.oid
                where p.prosecdef and p.prorettype <> 'trigger'::regtype
                  and has_function_privilege(?, p.oid, 'execute') order by 1""",
                        row -> new Function(row.getString(1), List.of((String[]) row.getArray(2).getArray())),
                        Actor.APPLICATION);
    }

    @AfterAll
    void close() throws Exception {
        neighbours.close();
    }

    @Test
    void noneTellsOrChangesWhatIsAnothers() {
        var before = neighbours.settledDigests();
        var leaks = new ArrayList<String>();
        var caller = Actor.of("stranger", neighbours.own.tenant);
        for (var function : functions) {
            arguments(function).forEach(arguments -> leaks.addAll(leaks(caller, function, arguments)));
        }

        Figures.print("definer functions", "functions", functions.size(), "calls", calls, "leaks", leaks.size());
        assertThat(functions).hasSizeGreaterThan(5);
        assertThat(leaks).isEmpty();
        assertThat(neighbours.settledDigests()).isEqualTo(before);
    }

    /** Without that, silence would prove nothing. */
    @Test
    void theOwnerIsToldByThem() {
        var owner = Actor.of("owner", neighbours.other.tenant);
        var telling = functions.stream()
                .filter(function -> arguments(function).stream()
                        .anyMatch(arguments -> !leaks(owner, function, arguments).isEmpty()))
                .toList();

        assertThat(telling).hasSizeGreaterThan(4);
    }

    private List<String> leaks(Actor caller, Function function, List<String> arguments) {
        calls++;
        var call = "select f::text from %s(%s) as f".formatted(function.name,
                function.types.stream().map("?::%s"::formatted).collect(Collectors.joining(", ")));
        var leak = prober.probe(caller, sql -> sql.prepare(call, arguments.toArray()), outcome -> {
            var heard = neighbours.detector.leaks(outcome.messages(), arguments);
            return heard.isEmpty() && (outcome.refused() || isUntouched())
                    ? null
                    : function + " with " + arguments + " says or changes " + heard + ": " + outcome;
        });
        return leak == null ? List.of() : List.of(leak);
    }

    private boolean isUntouched() {
        var written = prober.written();
        return neighbours.tables()
                .stream()
                .filter(table -> written.contains(table.name()))
                .allMatch(table -> fingerprint(table).equals(untouched.get(table.name())));
    }

    private String fingerprint(Table table) {
        return prober.fingerprint(List.of(table), neighbours.other.tenant);
    }

    /** Each of the other's ids in each place that takes one, the other's word in all places that take text. */
    private List<List<String>> arguments(Function function) {
        var lists = new ArrayList<List<String>>();
        lists.add(IntStream.range(0, function.types.size()).mapToObj(i -> plain(function, i)).toList());
        for (var i = 0; i < function.types.size(); i++) {
            if (IDS.contains(function.types.get(i))) {
                for (var id : ids.getOrDefault(function.types.get(i), Set.of())) {
                    var arguments = new ArrayList<>(lists.getFirst());
                    arguments.set(i, id);
                    lists.add(arguments);
                }
            }
        }
        return lists;
    }

    private String plain(Function function, int place) {
        return switch (function.types.get(place)) {
            case "text" -> neighbours.other.tenant.canary();
            case "integer", "bigint" -> "100";
            case "uuid" -> neighbours.other.tenant.organization().toString();
            case "jsonb" -> "{}";
            case "text[]" -> "{" + String.join(",", ids.getOrDefault("bigint", Set.of())) + "}";
            case "boolean" -> "false";
            case "timestamp with time zone" -> "2000-01-01T00:00:00Z";
            case "uuid[]" -> "{" + neighbours.other.tenant.user() + "}";
            case "bigint[]" -> "{" + String.join(",", ids.getOrDefault("bigint", Set.of())) + "}";
            default -> throw new AssertionError(function + ": no value is known for an argument of this type");
        };
    }
}
