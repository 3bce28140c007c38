package dev.tenantry.automation.webhook;

import java.io.IOException;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Set;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Prerequisites;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.step.ExternalAction;
import dev.tenantry.automation.step.Outcome;
import dev.tenantry.automation.step.StepRun;
import dev.tenantry.shared.crypto.WebhookSignature;
import dev.tenantry.shared.http.Deferred;
import dev.tenantry.shared.http.EgressAnswer;
import dev.tenantry.shared.http.EgressClient;
import dev.tenantry.shared.http.EgressGuard;
import dev.tenantry.shared.http.EgressRequest;
import dev.tenantry.shared.http.EgressUrl;
import dev.tenantry.shared.http.RetryAfter;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.text.Texts;

/** Posts an event to a URL, signed after Standard Webhooks. The delivery's id is the step's idempotency key. */
@Component
class WebhookAction implements ExternalAction {

    private static final String SCHEMA = """
            {
              "description": "a delivery, signed with the organization's secret",
              "examples": [{ "url": "https://example.com/hooks", "payload": { "name": "{{contact.name}}" } }],
              "type": "object",
              "required": ["url"],
              "additionalProperties": false,
              "properties": {
                "url": { "type": "string", "minLength": 8, "maxLength": 2000, "pattern": "^https?://[^\\\\s]+$",
                    "description": "a URL that begins with https:// and has no spaces; http:// only where the operator allows it" },
                "headers": { "type": "object", "maxProperties": 20, "additionalProperties": { "type": "string", "maxLength": 2000 },
                    "description": "headers of the request besides its own, with placeholders; {{secrets.token}} stands for a secret among the workflow's variables, which goes to its allowed hosts alone" },
                "payload": { "type": "object",
                    "description": "the JSON that is sent as data; absent: what started the run, and which run it is" }
              }
            }""";

    private static final int SHOWN = 1000;
    private static final int LARGEST_BODY = 1_048_576;
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private record Delivered(String webhookId, int status, String body) {}

    private final EgressClient client;
    private final EgressGuard guard;
    private final WebhookSecrets secrets;
    private final WebhookHeaders ownHeaders;
    private final Clock clock;

    WebhookAction(EgressClient client, EgressGuard guard, WebhookSecrets secrets, WebhookHeaders ownHeaders,
            Clock clock) {
        this.client = client;
        this.guard = guard;
        this.secrets = secrets;
        this.ownHeaders = ownHeaders;
        this.clock = clock;
    }

    @Override
    public String type() {
        return "webhook";
    }

    @Override
    public String schema() {
        return SCHEMA;
    }

    @Override
    public void check(Step step, Faults faults) {
        var url = step.config().path("url").asString();
        var fault = guard.fault(url);
        if (fault != null) {
            faults.at("url")
                    .add("invalid-url",
                            url.contains("{{") ? "a webhook's URL is fixed and has no placeholders" : fault);
        }
        ownHeaders.check(step, faults);
        faults.at("payload").templates(step.config().path("payload"));
    }

    @Override
    public void require(Step step, Prerequisites needed) {
        ownHeaders.require(step, needed);
    }

    @Override
    public Type resultType(Step step) {
        return Delivered.class;
    }

    @Override
    public Set<String> permissions(Step step) {
        return Set.of();
    }

    /** The body is kept as text: a repeated delivery is the same to the byte. */
    @Override
    public JsonNode prepare(StepRun run) {
        var config = run.step().config();
        var event = run.scope().at("event.name").asString("workflow.run");
        var body = Outcome.object().put("type", event).put("timestamp", clock.instant().toString());
        body.set("data", config.has("payload") ? run.filled(config.path("payload")) : context(run));
        var prepared = Outcome.object().put("url", config.path("url").asString()).put("body", bounded(body.toString()));
        ownHeaders.prepare(run, prepared);
        return prepared;
    }

    @Override
    public Outcome act(Step step, String idempotencyKey, JsonNode prepared) {
        var body = prepared.path("body").asString();
        try {
            var url = EgressUrl.parse(prepared.path("url").asString());
            var opened = ownHeaders.open(prepared, url.getHost());
            var headers = new LinkedHashMap<>(opened.headers());
            headers.putAll(WebhookSignature.headers(secrets.signing(), idempotencyKey, clock.instant(), body));
            var request = EgressRequest.post(url, headers, EgressRequest.Body.json(body));
            var answer = client.ask(
                    request.from("Tenantry-Webhooks/1").within(step.timeout(USUAL_TIMEOUT)).hiding(opened.secrets()));
            return outcome(idempotencyKey, answer, step.next());
        } catch (EgressGuard.Refused refused) {
            return Outcome.failedForGood(refused.reason());
        } catch (Deferred deferred) {
            return new Outcome.Deferred(deferred.reason(), deferred.pause());
        } catch (URISyntaxException _) {
            return Outcome.failedForGood("this is not a URL");
        } catch (IOException failure) {
            return Outcome.failed("the delivery failed: " + failure.getMessage());
        }
    }

    /** Its texts are bounded already ({@link StepRun#filled}); in JSON, and in bytes, they can be a little longer. */
    private static String bounded(String body) {
        if (body.getBytes(StandardCharsets.UTF_8).length > LARGEST_BODY) {
            throw ProblemException.of(ProblemType.TOO_LARGE, "the webhook's body is larger than 1 MB");
        }
        return body;
    }

    private static ObjectNode context(StepRun run) {
        var context = Outcome.object();
        for (var root : new String[]{"trigger", "event", "workflow", "run"}) {
            var value = run.scope().at(root);
            if (value.isObject()) {
                context.set(root, value);
            }
        }
        return context;
    }

    private Outcome outcome(String idempotencyKey, EgressAnswer answer, int next) {
        var result = Outcome.object()
                .put("webhookId", idempotencyKey)
                .put("status", answer.status())
                .put("body", shown(answer.body()));
        if (answer.isSuccess()) {
            return new Outcome.Done(result, next);
        }
        return new Outcome.Failed("the receiver answered " + answer.status(), !answer.isWorthAnotherAttempt(), result,
                RetryAfter.read(answer.retryAfter(), clock.instant(), LONGEST_WAIT));
    }

    /** jsonb holds every character but U+0000. */
    private static String shown(String body) {
        return Texts.shown(body.replace("\u0000", ""), SHOWN);
    }
}
