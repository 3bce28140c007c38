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

    private static final int LONGEST_BODY = 256 * 1024;

    private final Reception reception;

    HookController(Reception reception) {
        this.reception = reception;
    }

    /**
     * A message was accepted, now or before.
     *
     * @param id        by which it is listed among what was received; absent where it is no message
     * @param challenge of Slack's question whether this is the address, which is answered with 200
     */
    record Accepted(@JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long id, @Nullable String challenge) {}

    @PostMapping(path = Receivers.PATH
            + "{token}", consumes = {MediaType.ALL_VALUE, MediaType.APPLICATION_FORM_URLENCODED_VALUE})
    @Anonymous("other services send here what they have signed with a secret that they share with the organization")
    @RawBody
    @ResponseStatus(HttpStatus.ACCEPTED)
    @RequestBody(required = true, content = @Content(mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE, schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "202")
    @ApiResponse(responseCode = "200")
    ResponseEntity<Accepted> receive(@PathVariable String token, HttpServletRequest request) throws IOException {
        var body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            throw ProblemException.of(ProblemType.TOO_LARGE, "the body may have " + LONGEST_BODY + " bytes");
        }
        var headers = new LinkedHashMap<String, String>();
        Collections.list(request.getHeaderNames())
                .forEach(name -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), request.getHeader(name)));
        var query = request.getQueryString();
        var url = request.getRequestURL() + (query == null ? "" : "?" + query);
        var received = reception.receive(token, new Message(headers, body, url));
        return ResponseEntity.status(received.id() == null ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .body(new Accepted(received.id(), received.challenge()));
    }
}
