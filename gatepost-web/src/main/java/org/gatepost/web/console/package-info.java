/**
 * The pages for people inside the organisation: what was stopped, why, and what can be done now.
 *
 * <p>Here belong pages and the forms behind them: a GET shows, a POST acts. The recipients' portal
 * and the API do not belong here.
 */
@NullMarked
package org.gatepost.web.console;

import org.jspecify.annotations.NullMarked;
