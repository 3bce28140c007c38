package dev.tenantry.integrations.inbound;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.Anonymous;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.web.RawBody;

/** Where other services tell us what happens with them. */
@RestController
class HookController {

    /** As far as signatures are looked at: what is longer is told nowhere but in the answer. */
    private static final int LONGEST_SIGNED = 4 * Message.LONGEST_BODY;
    private static final String TWIML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>";

    private final Reception reception;

    HookController(Reception reception) {
        this.reception = reception;
    }

    /**
     * A message was accepted, now or before.
     *
     * @param id        by which it is listed among what was received; absent where it is no message
     * @param status    pending: it is to be processed, of one that came before and has begun no run once more; processed: it came before, and has
     *                  begun a run; absent where it is no message
     * @param challenge of Slack's question whether this is the address, which is answered with 200
     */
    record Accepted(
            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long id,
            @Nullable WebhookEventStatus status,
            @Nullable String challenge) {}

    @PostMapping(path = Receivers.PATH
            + "{token}", consumes = {MediaType.ALL_VALUE, MediaType.APPLICATION_FORM_URLENCODED_VALUE})
    @Anonymous("other services send here what they have signed with a secret that they share with the organization")
    @RawBody
    @ResponseStatus(HttpStatus.ACCEPTED)
    @RequestBody(required = true, content = @Content(mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE, schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Accepted.class)))
    @ApiResponse(responseCode = "200", description = "Accepted, as Slack (with nothing) and Twilio (with TwiML that is empty) want it, or Slack's challenge", content = @Content(schema = @Schema(implementation = Accepted.class)))
    ResponseEntity<?> receive(@PathVariable String token, HttpServletRequest request) throws IOException {
        var body = request.getInputStream().readNBytes(LONGEST_SIGNED + 1);
        if (body.length > LONGEST_SIGNED) {
            throw ProblemException.of(ProblemType.TOO_LARGE,
                    "the body of a message may have " + Message.LONGEST_BODY + " bytes");
        }
        var headers = new LinkedHashMap<String, String>();
        Collections.list(request.getHeaderNames())
                .forEach(name -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), request.getHeader(name)));
        var query = request.getQueryString();
        var url = request.getRequestURL() + (query == null ? "" : "?" + query);
        var received = reception.receive(token, new Message(headers, body, url));
        if (received.challenge() != null) {
            return ResponseEntity.ok(new Accepted(null, null, received.challenge()));
        }
        return switch (received.answer()) {
            case JSON -> ResponseEntity.status(HttpStatus.ACCEPTED)
                    .body(new Accepted(received.id(), received.status(), null));
            case NOTHING -> ResponseEntity.ok().build();
            case TWIML -> ResponseEntity.ok().contentType(MediaType.TEXT_XML).body(TWIML);
        };
    }
}
