<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:e="urn:tei-edition:xslt"
    exclude-result-prefixes="#all">

  <!-- Dates of the Gregorian calendar, and stretches of time, in words of the interface. -->

  <!-- "1946-02-21T21:00:00+03:00" to "21 February 1946, 21:00"; "1946-02" to "February 1946"; other forms stay. -->
  <xsl:function name="e:date" as="xs:string" visibility="public">
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="if (e:is-day($value)) then e:day($value) else e:date-of-another-form($value)"/>
  </xsl:function>

  <!-- True for a year, month or day as most dates are. Pages have a hundred of them: no pattern is asked, which takes
       as long as all the rest. -->
  <xsl:function name="e:is-day" as="xs:boolean">
    <xsl:param name="value" as="xs:string"/>
    <xsl:variable name="form" as="xs:string" select="translate($value, '123456789', '000000000')"/>
    <xsl:sequence select="
      $form = '0000' or ($form = ('0000-00', '0000-00-00') and exists($labels('month.' || substring($value, 6, 2)))
        and ($form = '0000-00' or (substring($value, 9) le '31' and substring($value, 9) ne '00')))"/>
  </xsl:function>

  <xsl:function name="e:date-of-another-form" as="xs:string">
    <xsl:param name="value" as="xs:string"/>
    <xsl:variable name="day" as="xs:string" select="substring-before($value || 'T', 'T')"/>
    <xsl:variable name="time" as="xs:string" select="substring(substring-after($value, 'T'), 1, 5)"/>
    <xsl:variable name="words" as="xs:string" select="
      if (e:is-day($day)) then e:day($day)
      else if (starts-with($day, '-') and e:is-day(substring($day, 2)))
        then e:label('date.pattern.before-christ') => replace('\{date\}', e:day(substring($day, 2)))
      else $value"/>
    <xsl:sequence select="
      if ($words = $value or not($time)) then $words
      else e:label('date.pattern.time') => replace('\{date\}', $words)
        => replace('\{hour\}', e:digits(substring-before($time, ':'))) => replace('\{minute\}', e:digits(substring-after($time, ':')))"/>
  </xsl:function>

  <!-- The patterns of dates, cut at their places. -->
  <xsl:variable name="e:date-patterns" as="map(xs:string, xs:string*)" select="map:merge(
      ('first-day', 'day', 'month', 'year') ! map{.: tokenize(replace(e:label('date.pattern.' || .), '(\{\w+\})', '|$1|'), '\|')})"/>

  <!-- A year, month or day in the order and the forms of the language of the interface. -->
  <xsl:function name="e:day" as="xs:string">
    <xsl:param name="day" as="xs:string"/>
    <xsl:sequence select="e:day-by-pattern($day, e:date-pattern($day))"/>
  </xsl:function>

  <xsl:function name="e:date-pattern" as="xs:string*">
    <xsl:param name="day" as="xs:string"/>
    <xsl:variable name="number" as="xs:string" select="substring($day, 9, 2)"/>
    <xsl:sequence select="$e:date-patterns(
      if ($number = '01') then 'first-day' else if ($number) then 'day' else if (substring($day, 6)) then 'month' else 'year')"/>
  </xsl:function>

  <xsl:function name="e:day-by-pattern" as="xs:string">
    <xsl:param name="day" as="xs:string"/>
    <xsl:param name="pattern" as="xs:string*"/>
    <xsl:variable name="number" as="xs:string" select="substring($day, 9, 2)"/>
    <xsl:sequence select="string-join($pattern ! (
        if (. = '{day}') then e:digits(if (starts-with($number, '0')) then substring($number, 2) else $number)
        else if (. = '{month}') then e:label((if ($number) then 'month-of.' else 'month.') || substring($day, 6, 2))
        else if (. = '{year}') then e:digits(if (starts-with($day, '0')) then replace(substring($day, 1, 4), '^0+(\d)', '$1') else substring($day, 1, 4))
        else .))"/>
  </xsl:function>

  <!-- The first day or month of a stretch without what the last has in common with it, where that ends the pattern: "23"
       before "24 April 1889", "23 April" before "2 May 1889". -->
  <xsl:function name="e:day-before" as="xs:string">
    <xsl:param name="first" as="xs:string"/>
    <xsl:param name="last" as="xs:string"/>
    <xsl:variable name="pattern" as="xs:string*" select="e:date-pattern($first)"/>
    <xsl:variable name="common" as="xs:string*" select="
      '{month}'[substring($first, 1, 7) = substring($last, 1, 7)], '{year}'[substring($first, 1, 4) = substring($last, 1, 4)]"/>
    <xsl:variable name="own" as="xs:string*" select="subsequence($pattern, 1, (head($common) ! index-of($pattern, .), 1)[1] - 1)"/>
    <xsl:variable name="left" as="xs:string*" select="subsequence($pattern, count($own) + 1)[starts-with(., '{')]"/>
    <xsl:sequence select="
      if (string-length($first) = string-length($last) and $own = ('{day}', '{month}') and deep-equal($left, $common))
      then e:day-by-pattern($first, $own) => replace('\s+$', '')
      else e:day($first)"/>
  </xsl:function>

  <!-- Digits as the language of the interface writes them. -->
  <xsl:function name="e:digits" as="xs:string">
    <xsl:param name="number" as="xs:string"/>
    <xsl:sequence select="translate($number, '0123456789', e:label('digits'))"/>
  </xsl:function>

  <!-- A date of the index, with its doubt written out, and in the calendar of the source where that is another. -->
  <xsl:function name="e:date-words" as="xs:string" visibility="public">
    <xsl:param name="date" as="map(*)"/>
    <xsl:sequence select="
      if ($date?kind = 'exact' and $date?from and e:label('date.exact') = '{from}') then e:date-in-both($date?from, $date?calendar)
      else e:stretch-words($date)"/>
  </xsl:function>

  <xsl:function name="e:stretch-words" as="xs:string">
    <xsl:param name="date" as="map(*)"/>
    <xsl:variable name="whole" as="xs:string" select="string($date?from ! e:date-in-both(., $date?calendar))"/>
    <xsl:variable name="to" as="xs:string" select="string($date?to ! e:date-in-both(., $date?calendar))"/>
    <!-- In one calendar; in two, each of the dates is told whole. -->
    <xsl:variable name="from" as="xs:string" select="
      if ($to and $whole and e:is-day($date?from) and e:is-day($date?to) and $whole = e:day($date?from) and $to = e:day($date?to))
      then e:day-before($date?from, $date?to) else $whole"/>
    <xsl:variable name="kind" as="xs:string" select="
      if ($date?kind = 'range' and not($to)) then 'since' else if ($date?kind = 'range' and not($from)) then 'until' else $date?kind"/>
    <xsl:sequence select="e:label('date.' || $kind)
        => replace('\{from\}', $from) => replace('\{to\}', $to)"/>
  </xsl:function>

</xsl:stylesheet>
