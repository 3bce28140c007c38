package dev.tenantry.isolation;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;

/** Asks in somebody's name, and listens to every answer for what is another's. */
final class Listener {

    private static final String EMPTY_FORM = "--form--\r\n";

    private final Api api;
    private final Requests requests;
    private final LeakDetector detector;
    private final List<String> complaints = new ArrayList<>();
    private int calls;

    Listener(Api api, Requests requests, LeakDetector detector) {
        this.api = api;
        this.requests = requests;
        this.detector = detector;
    }

    int calls() {
        return calls;
    }

    /** Leaks, and answers that there should never be. */
    List<String> complaints() {
        return complaints;
    }

    /** @param sent words of the other's that the request says, and the answer may repeat */
    Answer send(Route route, String path, @Nullable JsonNode body, Collection<String> sent) {
        return send(api, route, path, body == null ? null : body.toString(), sent);
    }

    /** With a header besides. */
    Answer send(Route route, String path, @Nullable JsonNode body, String header, String value) {
        return send(api.with(header, value), route, path, body == null ? null : body.toString(), List.of(value));
    }

    /** What no endpoint can read, so that a request has no effect even where it is let in. */
    Answer sendGarbage(Route route, String path) {
        var type = requests.type(route);
        return send(api, route, path, type == null || type.startsWith(Requests.MULTIPART) ? null : "{", List.of());
    }

    private Answer send(Api as, Route route, String path, @Nullable String body, Collection<String> sent) {
        calls++;
        var type = requests.type(route);
        var isForm = type != null && type.startsWith(Requests.MULTIPART);
        var consumes = type == null && !route.readsAnything() ? route.consumes() : "";
        // Of what is not described, either: the least that is let in as far as to where things are looked for.
        var least = consumes.isEmpty() ? null : consumes.equals("application/json") ? "{}" : "none=";
        var content = isForm ? EMPTY_FORM : body == null ? least : body;
        var answer = as.send(route.method(), path,
                content == null ? BodyPublishers.noBody() : BodyPublishers.ofString(content),
                isForm
                        ? type + "; boundary=form"
                        : type == null ? consumes.isEmpty() ? "application/json" : consumes : type);
        if (answer.status() >= 500) {
            complaints.add("%s, %s %s: %d %s".formatted(route, path, body, answer.status(), answer.text()));
        }
        var leaks = detector.leaks(answer, sent);
        if (!leaks.isEmpty()) {
            complaints.add("%s, %s %s: says %s in %s".formatted(route, path, body, leaks, answer.text()));
        }
        return answer;
    }
}
