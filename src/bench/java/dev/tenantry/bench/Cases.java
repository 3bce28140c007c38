package dev.tenantry.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.tenantry.bench.client.RequestTemplate;
import dev.tenantry.bench.floor.Floor;

/** The requests that are measured, in the name of all callers in rotation. */
final class Cases {

    private static final int VARIANTS = 64;
    private static final String API = "/api/v1/contacts";
    private static final String NEW_CONTACT = """
            {"name":"Nadia Fischer","email":"nadia.%1$s@cedar-labs.example","phone":"+1 555 0134","company":"Cedar Labs"}"""
            .formatted(RequestTemplate.SERIAL);

    private final List<Caller> callers;

    Cases(List<Caller> callers) {
        this.callers = List.copyOf(callers);
    }

    List<Case> all() {
        return List.of(
                read("get", 0.8, (caller, i) -> "/" + pick(caller.contactIds(), i),
                        (caller, i) -> "/" + pick(caller.contactIds(), i)),
                read("list-20", 0.7, (_, _) -> "?limit=20", (_, _) -> "?limit=20"),
                read("filtered list", null,
                        (caller, i) -> "?limit=20&filter="
                                + encode("company[eq]:\"" + pick(caller.companies(), i) + "\""),
                        (caller, i) -> "?limit=20&company=" + encode(pick(caller.companies(), i))),
                read("search", null, (caller, i) -> "?limit=20&q=" + encode(pick(caller.words(), i)),
                        (caller, i) -> "?limit=20&q=" + encode(pick(caller.words(), i))),
                create());
    }

    private Case read(String name, @Nullable Double target, BiFunction<Caller, Integer, String> application,
            BiFunction<Caller, Integer, String> floor) {
        return new Case(name, target,
                each((caller, i) -> RequestTemplate.get(API + application.apply(caller, i), signedIn(caller))),
                each((caller, i) -> RequestTemplate.get("/3/contacts" + floor.apply(caller, i), context(caller))),
                each((caller, i) -> RequestTemplate.get("/1/contacts" + floor.apply(caller, i), context(caller))));
    }

    private Case create() {
        var idempotencyKey = List.of("Idempotency-Key: " + RequestTemplate.SERIAL);
        return new Case("POST", 0.4,
                each((caller, _) -> RequestTemplate.post(API, join(signedIn(caller), idempotencyKey), NEW_CONTACT)),
                each((caller, _) -> RequestTemplate.post("/3/contacts", context(caller), NEW_CONTACT)), List.of());
    }

    private List<RequestTemplate> each(BiFunction<Caller, Integer, RequestTemplate> template) {
        return IntStream.range(0, VARIANTS)
                .boxed()
                .flatMap(i -> callers.stream().map(caller -> template.apply(caller, i)))
                .toList();
    }

    private static List<String> signedIn(Caller caller) {
        return List.of("Authorization: Bearer " + caller.token());
    }

    private static List<String> context(Caller caller) {
        return List.of(Floor.TENANT_HEADER + ": " + caller.organization(), Floor.USER_HEADER + ": " + caller.user());
    }

    private static List<String> join(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static String pick(List<String> values, int index) {
        return values.get(index % values.size());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
