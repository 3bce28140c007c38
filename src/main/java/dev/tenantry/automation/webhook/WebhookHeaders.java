package dev.tenantry.automation.webhook;

import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Prerequisites;
import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.Template;
import dev.tenantry.automation.step.Outcome;
import dev.tenantry.automation.step.StepRun;
import dev.tenantry.automation.workflow.WorkflowSecrets;
import dev.tenantry.shared.http.Confidential;
import dev.tenantry.shared.http.EgressRequest;
import dev.tenantry.shared.http.EgressUrl;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.template.TextTarget;

/**
 * A delivery's own headers. One that names a secret names nothing else, and is kept with the step as it was authored: the secret takes
 * its place when the request is made.
 */
@Component
class WebhookHeaders {

    private static final String HEADERS = "headers";
    private static final String SEALED = "sealedHeaders";
    private static final String SECRETS = "secrets";

    private final WorkflowSecrets secrets;

    WebhookHeaders(WorkflowSecrets secrets) {
        this.secrets = secrets;
    }

    /** Headers as they are sent, and what of them nobody is to see again. */
    record Opened(Map<String, String> headers, Confidential secrets) {}

    /** @param faults stands at the config */
    void check(Step step, Faults faults) {
        step.config().path(HEADERS).forEachEntry((name, value) -> {
            var at = faults.at(HEADERS).at(name);
            var lower = name.toLowerCase(Locale.ROOT);
            if (!lower.matches("[a-z0-9-]{1,100}") || !EgressRequest.isFree(lower) || lower.startsWith("webhook-")) {
                at.add("invalid-header",
                        "a header is letters, digits and hyphens, and none that the delivery has by itself");
            }
            var roots = Template.roots(value);
            if (roots.contains(SECRETS) && roots.size() > 1) {
                at.add("excluded", "a header that names a secret names nothing else");
            }
            if (!isPrintable(Template.fixed(value.asString()))) {
                at.add("invalid-header", "a header's value is printable ASCII");
            }
            (roots.contains(SECRETS) ? at.withSecrets(step) : at).templates(value);
        });
    }

    /** The secrets that it names, where they go. @param needed stands at the config */
    void require(Step step, Prerequisites needed) {
        step.config().path(HEADERS).forEachEntry((name, value) -> {
            if (Template.roots(value).contains(SECRETS)) {
                Template.paths(value.asString())
                        .forEach(path -> needed.at(HEADERS)
                                .at(name)
                                .add(new SentSecrets.Needed(secretName(path),
                                        host(step.config().path("url").asString()))));
            }
        });
    }

    private static String host(String url) {
        try {
            return EgressUrl.parse(url).getHost().toLowerCase(Locale.ROOT);
        } catch (URISyntaxException _) {
            return "";
        }
    }

    private static String secretName(String path) {
        return path.substring(path.indexOf('.') + 1);
    }

    /** Keeps with the step what is to be sent. */
    void prepare(StepRun run, ObjectNode prepared) {
        var headers = Outcome.object();
        var sealed = Outcome.object();
        run.step().config().path(HEADERS).forEachEntry((name, value) -> {
            if (Template.roots(value).contains(SECRETS)) {
                sealed.set(name, value);
            } else {
                headers.put(name, sendable(name, oneLine(run.filled(value))));
            }
        });
        if (!headers.isEmpty()) {
            prepared.set(HEADERS, headers);
        }
        if (!sealed.isEmpty()) {
            prepared.put("workflowId", run.scope().at("workflow.id").asString()).set(SEALED, sealed);
        }
    }

    /** @throws dev.tenantry.shared.problem.ProblemException where a secret may not be sent to the host */
    Opened open(JsonNode prepared, String host) {
        var headers = new LinkedHashMap<String, String>();
        prepared.path(HEADERS).forEachEntry((name, value) -> headers.put(name, value.asString()));
        var opened = new HashMap<String, String>();
        prepared.path(SEALED).forEachEntry((name, value) -> {
            var workflow = UUID.fromString(prepared.path("workflowId").asString());
            var scope = new Scope(Map.of(SECRETS, () -> object(workflow, value.asString(), host, opened)));
            headers.put(name, oneLine(Template.fill(value, scope)));
        });
        return new Opened(headers, Confidential.of(opened.values()));
    }

    private JsonNode object(UUID workflow, String text, String host, Map<String, String> opened) {
        var object = Outcome.object();
        Template.paths(text)
                .forEach(path -> {
                    var name = secretName(path);
                    object.put(name, opened.computeIfAbsent(name, _ -> secrets.open(workflow, name, host).value()));
                });
        return object;
    }

    private static boolean isPrintable(String text) {
        return text.matches("[\\x20-\\x7E]*");
    }

    private static String sendable(String name, String value) {
        if (!isPrintable(value)) {
            throw ProblemException.invalid(HEADERS + "." + name, "invalid-header",
                    "a header's value is printable ASCII, and once it is filled in this has other characters: the body takes them");
        }
        return value;
    }

    /** No value begins another header. */
    private static String oneLine(JsonNode text) {
        return TextTarget.HEADER.escape(text.asString("")).strip();
    }
}
