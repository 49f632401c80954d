<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:e="urn:tei-edition:xslt"
    exclude-result-prefixes="#all">

  <!-- Days in other calendars than the Gregorian, and dates in words in both. The arithmetic is that of
       edition/rules/calendars.py, and a test compares the two on many days: day numbers are Julian Day Numbers; the
       Persian solar year is long if, divided by 33, it leaves 1 5 9 13 17 22 26 or 30; the Islamic calendar is the
       tabular one, which may differ from the moon's by a day or two, so its days are told as approximate. -->

  <!-- The number of a Gregorian day such as 1946-02-21. -->
  <xsl:function name="e:day-number" as="xs:integer" visibility="public">
    <xsl:param name="day" as="xs:string"/>
    <xsl:sequence select="xs:integer((xs:date($day) - xs:date('2000-01-01')) div xs:dayTimeDuration('P1D')) + 2451545"/>
  </xsl:function>

  <!-- Year, month and day in a calendar (julian, persian or islamic) of the day with a number. -->
  <xsl:function name="e:calendar-day" as="xs:integer+" visibility="public">
    <xsl:param name="calendar" as="xs:string"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:variable name="length" as="xs:double" select="map{'julian': 365.25, 'persian': 12053 div 33, 'islamic': 10631 div 30}($calendar)"/>
    <xsl:variable name="about" as="xs:integer" select="xs:integer(floor(($number - e:new-year($calendar, 1)) div $length)) + 1"/>
    <xsl:variable name="year" as="xs:integer" select="(($about + 1), $about, ($about - 1))[e:new-year($calendar, .) le $number][1]"/>
    <xsl:variable name="passed" as="xs:integer" select="$number - e:new-year($calendar, $year)"/>
    <!-- How many days of the year have passed when a month begins. -->
    <xsl:variable name="months" as="xs:integer+" select="
      if ($calendar = 'persian') then (0 to 11) ! (31 * . - max((0, . - 6)))
      else if ($calendar = 'islamic') then (0 to 11) ! (29 * . + (. + 1) idiv 2)
      else (0, 31, (59, 90, 120, 151, 181, 212, 243, 273, 304, 334) ! (. + (if ($year mod 4 = 0) then 1 else 0)))"/>
    <xsl:variable name="month" as="xs:integer" select="count($months[. le $passed])"/>
    <xsl:sequence select="$year, $month, $passed - $months[$month] + 1"/>
  </xsl:function>

  <!-- The number of the first day of a year. -->
  <xsl:function name="e:new-year" as="xs:integer">
    <xsl:param name="calendar" as="xs:string"/>
    <xsl:param name="year" as="xs:integer"/>
    <xsl:variable name="rounds" as="xs:integer" select="xs:integer(floor($year div 33))"/>
    <xsl:sequence select="
      if ($calendar = 'persian')
        then 1948320 + 365 * ($year - 1) + 8 * $rounds + count((1, 5, 9, 13, 17, 22, 26, 30)[. lt $year - 33 * $rounds])
      else if ($calendar = 'islamic') then 1948440 + ($year - 1) * 354 + xs:integer(floor((11 * $year + 3) div 30))
      else 1721058 + 365 * $year + xs:integer(floor(($year + 3) div 4))"/>
  </xsl:function>

  <!-- The calendar beside the Gregorian in which a source dates: what it says in @calendar or @datingMethod. -->
  <xsl:function name="e:calendar" as="xs:string?" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="said" as="xs:string" select="lower-case(string-join($element/(@calendar, @datingMethod), ' '))"/>
    <xsl:sequence select="
      if (not($said)) then ()
      else if (matches($said, 'julian|old[ _-]?style')) then 'julian'
      else if (matches($said, 'persian|jalali|shamsi|khorshidi|solar')) then 'persian'
      else if (matches($said, 'islam|hijri|hegira|qamari|muslim')) then 'islamic'
      else ()"/>
  </xsl:function>

  <!-- A date of the index in words, and in the calendar beside the Gregorian: the one that the source has, in a Persian
       interface the Persian solar one. Of a month or a year only the latter is told: it lies across two of them. -->
  <xsl:function name="e:date-in-both" as="xs:string" visibility="public">
    <xsl:param name="value" as="xs:string"/>
    <xsl:param name="calendar" as="xs:string?"/>
    <xsl:variable name="beside" as="xs:string?" select="($calendar[.], 'persian'[$labels?language = 'fa'])[1]"/>
    <xsl:variable name="day" as="xs:string" select="substring-before($value || 'T', 'T')"/>
    <xsl:variable name="words" as="xs:string" select="e:date($value)"/>
    <xsl:choose>
      <xsl:when test="empty($beside) or $words = $value and not(matches($value, '^\d{4}$'))">
        <xsl:sequence select="$words"/>
      </xsl:when>
      <xsl:when test="$day castable as xs:date">
        <xsl:variable name="other" as="xs:string" select="e:in-calendar($beside, e:day-number($day))"/>
        <xsl:variable name="order" as="xs:string" select="if ($beside = 'persian') then 'date.pattern.both-persian' else 'date.pattern.both'"/>
        <xsl:sequence select="e:label($order) => replace('\{date\}', $words) => replace('\{other\}', $other)"/>
      </xsl:when>
      <xsl:when test="$beside = 'persian' and $labels?language = 'fa'">
        <xsl:sequence select="$words || ' (' || e:persian-stretch($day) || ')'"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$words"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- A day in the words of a calendar: "2 Esfand 1324". -->
  <xsl:function name="e:in-calendar" as="xs:string">
    <xsl:param name="calendar" as="xs:string"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:sequence select="e:label('calendar.' || $calendar) => replace('\{date\}', e:calendar-words($calendar, e:calendar-day($calendar, $number)))"/>
  </xsl:function>

  <!-- A year, month and day of a calendar in words; the day, and the month, may be absent. -->
  <xsl:function name="e:calendar-words" as="xs:string">
    <xsl:param name="calendar" as="xs:string"/>
    <xsl:param name="parts" as="xs:integer+"/>
    <xsl:variable name="month" as="xs:string?" select="$parts[2] ! (
      if ($calendar ne 'julian') then e:month-name($calendar, .)
      else e:label('month' || '-of'[exists($parts[3])] || '.' || format-integer(., '00')))"/>
    <xsl:sequence select="
      e:label('date.pattern.' || (if ($parts[3] = 1) then 'first-day' else ('year', 'month', 'day')[count($parts)]))
        => replace('\{day\}', string($parts[3] ! e:digits(string(.)))) => replace('\{month\}', string($month))
        => replace('\{year\}', e:digits(string($parts[1])))"/>
  </xsl:function>

  <!-- The value of an attribute such as @when-custom in the words of its calendar: "1324-12-02" gives "2 Esfand 1324". One
       of a calendar that we do not know stays as it is. -->
  <xsl:function name="e:custom-date" as="xs:string" visibility="public">
    <xsl:param name="value" as="attribute()"/>
    <xsl:variable name="calendar" as="xs:string?" select="e:calendar($value/..)"/>
    <xsl:sequence select="
      if ($calendar and matches($value, '^\d{1,4}(-(0?[1-9]|1[0-2])(-(0?[1-9]|[12]\d|3[0-2]))?)?$'))
      then e:calendar-words($calendar, tokenize($value, '-') ! xs:integer(.))
      else string($value)"/>
  </xsl:function>

  <xsl:function name="e:month-name" as="xs:string">
    <xsl:param name="calendar" as="xs:string"/>
    <xsl:param name="month" as="xs:integer"/>
    <xsl:sequence select="translate(tokenize(e:label('months.' || $calendar))[$month], '_', ' ')"/>
  </xsl:function>

  <!-- The Persian months of a Gregorian month, or the years of a year. -->
  <xsl:function name="e:persian-stretch" as="xs:string">
    <xsl:param name="value" as="xs:string"/>
    <xsl:variable name="is-year" as="xs:boolean" select="string-length($value) = 4"/>
    <xsl:variable name="first" as="xs:string" select="$value || (if ($is-year) then '-01-01' else '-01')"/>
    <xsl:variable name="next" as="xs:date" select="xs:date($first) + xs:yearMonthDuration(if ($is-year) then 'P1Y' else 'P1M')"/>
    <xsl:variable name="start" as="xs:integer+" select="e:calendar-day('persian', e:day-number($first))"/>
    <xsl:variable name="end" as="xs:integer+" select="e:calendar-day('persian', e:day-number(string($next)) - 1)"/>
    <xsl:variable name="months" as="xs:string+" select="($start[2], $end[2]) ! e:month-name('persian', .)"/>
    <xsl:variable name="years" as="xs:string+" select="($start[1], $end[1]) ! e:digits(string(.))"/>
    <xsl:sequence select="
      if ($is-year) then string-join($years, '–')
      else if ($years[1] = $years[2]) then $months[1] || '–' || $months[2] || ' ' || $years[1]
      else $months[1] || ' ' || $years[1] || ' – ' || $months[2] || ' ' || $years[2]"/>
  </xsl:function>

</xsl:stylesheet>
