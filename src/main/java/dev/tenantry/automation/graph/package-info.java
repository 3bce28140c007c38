/** Workflows and their runs as pictures: Mermaid to put into documents, SVG to look at. */
@NullMarked
package dev.tenantry.automation.graph;

import org.jspecify.annotations.NullMarked;
