package org.gatepost.web.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/**
 * Which part of a list is shown.
 *
 * @param page from 1
 * @param link the address of a page, up to its number
 */
public record Paging(int page, int pages, String link) {
  static final int SIZE = 100;

  static Paging of(HttpServletRequest request, int items, String link) {
    int pages = Math.max(1, (items + SIZE - 1) / SIZE);
    return new Paging(Math.clamp(asked(request), 1, pages), pages, link);
  }

  private static int asked(HttpServletRequest request) {
    String page = request.getParameter("page");
    if (page == null || !page.matches("[0-9]{1,6}")) {
      return 1;
    }
    return Integer.parseInt(page);
  }

  <T> List<T> cut(List<T> items) {
    int start = Math.min((page - 1) * SIZE, items.size());
    return items.subList(start, Math.min(start + SIZE, items.size()));
  }

  public boolean hasPrevious() {
    return page > 1;
  }

  public boolean hasNext() {
    return page < pages;
  }

  public String previous() {
    return link + (page - 1);
  }

  public String next() {
    return link + (page + 1);
  }
}
