/** Forms that anybody fills in: what they ask, how they look, and what they were like when they were published. */
@NullMarked
package dev.tenantry.crm.form;

import org.jspecify.annotations.NullMarked;
