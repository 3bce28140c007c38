package dev.tenantry.crm.report.response;

import java.time.LocalDate;
import java.util.UUID;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.crm.report.Questions;
import dev.tenantry.shared.access.SignedIn;

@RestController
@RequestMapping("/api/v1/reports")
class ResponseTimeController {

    private final ResponseTimes reports;

    ResponseTimeController(ResponseTimes reports) {
        this.reports = reports;
    }

    /** How long leads that came in the period, and mails, waited until somebody did something about them. */
    @GetMapping(path = "/response-times", produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv", "image/svg+xml"})
    @SignedIn
    ResponseTimeReport show(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(required = false) @Size(max = 200) @Nullable String source,
            @RequestParam(required = false) @Nullable UUID ownerId,
            @RequestParam(required = false) @Nullable Long teamId,
            @RequestParam(required = false) @Nullable String zone) {
        return reports.report(new Questions.Asked(from, to, null, ownerId, teamId, null, zone), source);
    }
}
