/** Quotes: what a deal's lines were when they were offered, revision by revision, as a document, and what the customer answers by a link. */
@NullMarked
package dev.tenantry.crm.quote;

import org.jspecify.annotations.NullMarked;
