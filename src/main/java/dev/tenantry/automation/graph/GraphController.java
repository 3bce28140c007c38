package dev.tenantry.automation.graph;

import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;

/** In the form that {@code Accept} asks for, Mermaid where it does not say. */
@RestController
@RequestMapping("/api/v1")
@Resource("workflows")
class GraphController {

    private static final String MERMAID = "text/vnd.mermaid";
    private static final String SVG = "image/svg+xml";

    private final GraphService graphs;

    GraphController(GraphService graphs) {
        this.graphs = graphs;
    }

    /** What the workflow does, as a picture. */
    @GetMapping(path = "/workflows/{id}/graph", produces = {MERMAID, SVG})
    @RequiresPermission("read")
    ResponseEntity<String> ofWorkflow(@PathVariable UUID id, HttpServletRequest request) {
        return drawn(graphs.ofWorkflow(id), request);
    }

    /** What the run has done so far, as a picture. */
    @GetMapping(path = "/workflow-runs/{id}/graph", produces = {MERMAID, SVG})
    @RequiresPermission("read")
    ResponseEntity<String> ofRun(@PathVariable Long id, HttpServletRequest request) {
        return drawn(graphs.ofRun(id), request);
    }

    private static ResponseEntity<String> drawn(Flowchart chart, HttpServletRequest request) {
        var isSvg = wants(request);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType((isSvg ? SVG : MERMAID) + ";charset=UTF-8"))
                .body(isSvg ? Svg.of(chart) : Mermaid.of(chart));
    }

    private static boolean wants(HttpServletRequest request) {
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        var accepted = MediaType.parseMediaTypes(accept);
        MimeTypeUtils.sortBySpecificity(accepted);
        return accepted.stream()
                .filter(type -> type.isCompatibleWith(MediaType.parseMediaType(SVG))
                        || type.isCompatibleWith(MediaType.parseMediaType(MERMAID)))
                .findFirst()
                .filter(type -> !type.isCompatibleWith(MediaType.parseMediaType(MERMAID)))
                .isPresent();
    }
}
