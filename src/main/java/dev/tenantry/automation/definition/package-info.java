/**
 * What a workflow says: its document, the vocabulary that it is written in, and what is checked before it is
 * accepted.
 */
@NullMarked
package dev.tenantry.automation.definition;

import org.jspecify.annotations.NullMarked;
