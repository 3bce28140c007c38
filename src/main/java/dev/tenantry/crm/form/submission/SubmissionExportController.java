package dev.tenantry.crm.form.submission;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.access.SensitiveRead;
import dev.tenantry.shared.access.SensitiveReadTrail;

@RestController
@RequestMapping("/api/v1/forms/{id}/submissions")
@Resource("forms")
class SubmissionExportController {

    private final SubmissionExport export;
    private final SensitiveReadTrail trail;

    SubmissionExportController(SubmissionExport export, SensitiveReadTrail trail) {
        this.export = export;
        this.trail = trail;
    }

    /** What was sent by a form and is not taken for spam, as CSV. The apostrophe before what a spreadsheet would take for a formula is no part of it. */
    @GetMapping(produces = "text/csv")
    @RequiresPermission("read")
    @SensitiveRead("form-submission.exported")
    void export(@PathVariable Long id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var columns = export.columns(id);
        trail.isAnswered();
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"form-" + id + ".csv\"");
        export.write(id, columns, request, response.getOutputStream());
    }
}
