/** Projects: what is done together until when, by whom and for which deal. */
@NullMarked
package dev.tenantry.crm.project;

import org.jspecify.annotations.NullMarked;
